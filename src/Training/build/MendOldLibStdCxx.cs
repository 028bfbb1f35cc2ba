using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Lets libLibTorchSharp.so load with a libstdc++ before GCC 13. Only std::ios_base_library_init carries the newer symbol
/// version: its version entry is pointed at GLIBCXX_3.4 and its name replaced by the constructor of std::ios_base::Init,
/// which every libstdc++ exports and which before GCC 13 does the same work without touching its object. Same file size.
/// </summary>
public sealed class MendOldLibStdCxx : Task
{
    private const uint DynamicSymbols = 11, NeededVersions = 0x6FFFFFFE;
    private const string Library = "libstdc++.so.6", Wanted = "GLIBCXX_3.4.32", Present = "GLIBCXX_3.4";
    private const string OldSymbol = "_ZSt21ios_base_library_initv", NewSymbol = "_ZNSt8ios_base4InitC1Ev";

    [Required]
    public string File { get; set; }

    public override bool Execute()
    {
        if (SystemLibraryIsNewEnough())
        {
            return true;
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        if (bytes.Length < 64 || BitConverter.ToUInt32(bytes, 0) != 0x464C457F)
        {
            Log.LogError("{0} is not an ELF file.", File);
            return false;
        }

        if (!Mend(bytes))
        {
            return !Log.HasLoggedErrors;
        }

        // The build may hard-link to the package cache: write a new file and rename it over.
        var temporary = File + ".mending";
        System.IO.File.WriteAllBytes(temporary, bytes);
        System.IO.File.Delete(File);
        System.IO.File.Move(temporary, File);
        Log.LogMessage(MessageImportance.High, "{0}: mended for a libstdc++ older than GCC 13.", Path.GetFileName(File));
        return true;
    }

    private static bool SystemLibraryIsNewEnough()
    {
        var folders = new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" };
        var found = folders.Select(f => Path.Combine(f, Library)).FirstOrDefault(System.IO.File.Exists);
        return found != null && IndexOf(System.IO.File.ReadAllBytes(found), Encoding.ASCII.GetBytes(Wanted + "\0"), 0) >= 0;
    }

    private bool Mend(byte[] b)
    {
        var sections = Sections(b).ToList();
        var symbols = sections.First(s => s.Type == DynamicSymbols);
        var versions = sections.First(s => s.Type == NeededVersions);
        var strings = sections[(int)symbols.Link].Offset;
        int wanted = -1, present = -1;
        foreach (var entry in VersionEntries(b, versions.Offset, strings))
        {
            wanted = entry.Name == Wanted ? entry.At : wanted;
            present = entry.Name == Present ? entry.At : present;
        }

        if (wanted < 0)
        {
            return false;
        }

        var name = IndexOf(b, Encoding.ASCII.GetBytes(OldSymbol + "\0"), strings);
        if (present < 0 || name < 0)
        {
            Log.LogError("{0} needs {1} of {2}, and cannot be mended: install a libstdc++ of GCC 13 or newer.", File, Wanted, Library);
            return false;
        }

        Array.Copy(b, present, b, wanted, 4);
        Array.Copy(b, present + 8, b, wanted + 8, 4);
        Encoding.ASCII.GetBytes(NewSymbol.PadRight(OldSymbol.Length, '\0')).CopyTo(b, name);
        return true;
    }

    private static IEnumerable<(uint Type, int Offset, uint Link)> Sections(byte[] b)
    {
        var table = (int)BitConverter.ToInt64(b, 0x28);
        int size = BitConverter.ToUInt16(b, 0x3A), count = BitConverter.ToUInt16(b, 0x3C);
        for (var i = 0; i < count; i++)
        {
            var at = table + (i * size);
            yield return (BitConverter.ToUInt32(b, at + 4), (int)BitConverter.ToInt64(b, at + 24), BitConverter.ToUInt32(b, at + 40));
        }
    }

    private static IEnumerable<(string Name, int At)> VersionEntries(byte[] b, int position, int strings)
    {
        while (true)
        {
            var count = BitConverter.ToUInt16(b, position + 2);
            var library = Text(b, strings + (int)BitConverter.ToUInt32(b, position + 4));
            var at = position + (int)BitConverter.ToUInt32(b, position + 8);
            for (var i = 0; i < count; i++)
            {
                if (library == Library)
                {
                    yield return (Text(b, strings + (int)BitConverter.ToUInt32(b, at + 8)), at);
                }

                at += (int)BitConverter.ToUInt32(b, at + 12);
            }

            var next = (int)BitConverter.ToUInt32(b, position + 12);
            if (next == 0)
            {
                yield break;
            }

            position += next;
        }
    }

    private static string Text(byte[] b, int at) => Encoding.ASCII.GetString(b, at, Array.IndexOf(b, (byte)0, at) - at);

    private static int IndexOf(byte[] b, byte[] pattern, int from)
    {
        for (var i = from; i <= b.Length - pattern.Length; i++)
        {
            var j = 0;
            while (j < pattern.Length && b[i + j] == pattern[j])
            {
                j++;
            }

            if (j == pattern.Length)
            {
                return i;
            }
        }

        return -1;
    }
}
