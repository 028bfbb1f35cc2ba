using System.Diagnostics;
using Slams.Formats.NatureRun;
var sw = Stopwatch.StartNew();
using var f = NatureRunFile.Open(args[0]);
Console.WriteLine($"{f.Times.Count} {f.Times[0]:u} {f.Times[^1]:u} {string.Join(',', f.Grid.PressureLevelsPa)}");
foreach (var v in new[] { "t", "t2m", "olr", "pr" }) { var a = f.Read(v, 0, v == "t" ? 80 : f.Times.Count); Console.WriteLine($"{v} {a.Length} {a.Min()} {a.Max()} {a.Average()} {sw.Elapsed}"); }
