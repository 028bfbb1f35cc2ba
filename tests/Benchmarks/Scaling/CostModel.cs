using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>What a cycle costs as a function of its size, fitted to measured cycles. The levels are those of the paper throughout.</summary>
internal sealed class CostModel
{
    private const int Levels = 10, Batch = 4;

    /// <summary>Fits all quantities; the size of the paper is left out of the fit and checked.</summary>
    /// <param name="points">Measured sizes.</param>
    /// <param name="cores">Cores that they were measured on, which is how many batches are in work at once.</param>
    public CostModel(IReadOnlyCollection<SizeResult> points, int cores)
    {
        // A million stations are a check of their own.
        points = [.. points.Where(result => result.Point != SizePoint.Dense)];
        CostFit Fit(string name, Func<SizeResult, double> value, params (string, Func<SizePoint, double>)[] terms) =>
            CostFit.Of(name, points, SizePoint.Paper, value, terms);
        (string, Func<SizePoint, double>) once = ("once", _ => 1), cells = ("cells", point => point.Cells), stations = ("stations", point => point.Stations);
        (string, Func<SizePoint, double>) members = ("cells × members", point => (double)point.Cells * point.Members);
        (string, Func<SizePoint, double>) working = ("cells × members in work", point => (double)point.Cells * Math.Min(point.Members, Batch * cores));
        (string, Func<SizePoint, double>) steps = (MemberStep, point => (double)point.Cells * point.Members * point.Steps);
        (string, Func<SizePoint, double>) values = ("cells × levels", point => (double)point.Cells * Levels);
        // The analysis network, once a cycle, is too small a part of it to be told from the rest.
        Cpu = Fit("CPU time of a cycle, s", result => result.Cost, once, members, steps, stations);
        Memory = Fit("largest resident memory, MB", result => result.PeakMegabytes, once, working, members);
        Decoding = Fit("stage decode, s by the clock", result => result.StageSeconds["decode"], once, members);
        Bytes = new SortedDictionary<string, CostFit>(StringComparer.Ordinal)
        {
            [SizeBytes.Analysis] = Fit("record of an analysis, bytes", result => result.Bytes[SizeBytes.Analysis], once, values, stations),
            [SizeBytes.State] = Fit("record of the carried state, bytes", result => result.Bytes[SizeBytes.State], once, cells),
            [SizeBytes.Frame] = Fit("record of a frame, bytes", result => result.Bytes[SizeBytes.Frame], once, cells),
            [SizeBytes.Fields] = Fit("file of fields (netCDF), bytes", result => result.Bytes[SizeBytes.Fields], once, values),
            [SizeBytes.Feedback] = Fit("file of departures (CSV), bytes", result => result.Bytes[SizeBytes.Feedback], once, stations),
        };
        ReadingBytes = points.Average(result => result.Bytes[SizeBytes.Reading]);
        BusyCores = Timing.Median(points.Where(result => result.Point.Members >= Batch * cores).Select(result => result.Cost / Timing.Median(result.Seconds)));
    }

    /// <summary>Term of the CPU time: one step of one member at one cell.</summary>
    public const string MemberStep = "cells × members × steps";

    /// <summary>CPU seconds of a cycle.</summary>
    public CostFit Cpu { get; }

    /// <summary>Largest resident memory, MB.</summary>
    public CostFit Memory { get; }

    /// <summary>Seconds of the stage that decodes the members, which is one thread.</summary>
    public CostFit Decoding { get; }

    /// <summary>Bytes by kind, see <see cref="SizeBytes"/>.</summary>
    public IReadOnlyDictionary<string, CostFit> Bytes { get; }

    /// <summary>Bytes of the record of a reading with a temperature.</summary>
    public double ReadingBytes { get; }

    /// <summary>Cores that a cycle keeps busy in the mean.</summary>
    public double BusyCores { get; }

    /// <summary>Every fit.</summary>
    public IEnumerable<CostFit> All => [Cpu, Memory, Decoding, .. Bytes.Values];
}
