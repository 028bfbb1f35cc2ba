using System.Globalization;
using System.Text;
using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>The cost model and what follows from it, as tables in Markdown.</summary>
internal static class ScalingText
{
    private const double Giga = 1e9, Mega = 1e6;
    private static readonly SizePoint Large = new(720, 1440, Assumptions.Members, SizePoint.Paper.Steps, SizePoint.Paper.Stations);
    private const int ReadingsOfWindow = 6 * Assumptions.ReadingsPerHour;
    private static readonly SizePoint Dense = SizePoint.Dense;

    /// <summary>The fits, and how far the size of the paper, which they do not know, is from them.</summary>
    public static string Fits(CostModel costs, CycleWork work)
    {
        var text = new StringBuilder("| quantity | model | largest departure of the fitted | 120×240: measured | predicted | departure |\n|---|---|---|---|---|---|\n");
        foreach (var fit in costs.All)
        {
            var terms = string.Concat(fit.Terms.Select(term => (term.Coefficient < 0 ? " − " : " + ") + Number(Math.Abs(term.Coefficient)) + (term.Term == "once" ? "" : " × " + term.Term)));
            text.Append(Invariant($"| {fit.Name} | {terms.TrimStart(' ', '+')} | {fit.Largest:0.0%} | {Number(fit.Measured)} | {Number(fit.Predicted)} | {fit.Departure:+0.0%;-0.0%} |\n"));
        }

        text.Append(Row("record of a reading, bytes", Number(costs.ReadingBytes), "", "", "", ""));
        var rate = work.Step / costs.Cpu[CostModel.MemberStep];
        text.Append(Invariant($"\nNetworks, operations for each cell: analysis {work.Analysis / Mega:0.00} million, denoiser {work.Denoiser / Mega:0.00}, decoder {work.Decoder / Mega:0.00}; a step of a member {work.Step / Mega:0.00}. "));
        text.Append(Invariant($"By the CPU time of a step this is {rate / Giga:0} GFLOP/s of a core. A cycle kept {costs.BusyCores:0.00} cores busy.\n\n"));
        return text.ToString();
    }

    /// <summary>A grid of 0.25 degrees, hourly, with many members on GPUs.</summary>
    public static string LargeGrid(CostModel costs, CycleWork work)
    {
        var operations = work.Of(Large);
        var gpu = Assumptions.GpuPeak * Assumptions.GpuShare;
        var seconds = operations / gpu / Assumptions.Gpus;
        var decoding = costs.Decoding.At(Large);
        var period = 86_400.0 / Assumptions.CyclesPerDay;
        var record = costs.Bytes[SizeBytes.Analysis].At(Large);
        var (state, frames) = (costs.Bytes[SizeBytes.State].At(Large), Assumptions.Frames * costs.Bytes[SizeBytes.Frame].At(Large));
        var readings = Large.Stations * Assumptions.ReadingsPerHour * costs.ReadingBytes;
        var logged = record + state + frames + readings;
        var files = costs.Bytes[SizeBytes.Fields].At(Large) + costs.Bytes[SizeBytes.Feedback].At(Large);
        var text = new StringBuilder(Invariant($"| 0.25° ({Large.Rows}×{Large.Columns}, 10 levels), hourly, {Large.Members} members, {Large.Steps} steps | |\n|---|---|\n"));
        Add("operations of a cycle", $"{operations / 1e12:0} TFLOP");
        Add("the same on the CPU as measured", $"{costs.Cpu.At(Large):0} CPU s, of {period:0} s by the clock and core: {costs.Cpu.At(Large) / period:0.0} cores");
        Add($"networks on {Assumptions.Gpus} GPUs", $"{seconds:0.0} s");
        Add("GPUs needed for a cycle an hour, networks alone", $"{Math.Max(1, Math.Ceiling(operations / gpu / period)):0} (busy for {operations / gpu:0} s)");
        Add("decoding as it is, one thread on the CPU", $"{decoding:0} s");
        Add($"memory of one process with all members on {Environment.ProcessorCount} cores", $"{costs.Memory.At(Large) / 1000:0.0} GB");
        var working = costs.Memory["cells × members in work"] * Large.Cells / 1000;
        Add("memory for each member that waits, for each in work", $"{costs.Memory["cells × members"] * Large.Cells / 1000:0.00} GB, {working:0.0} GB");
        Add("a batch of four in work, beside the memory of a GPU", $"{4 * working:0} GB of {Assumptions.GpuBytes / Giga:0}");
        Add("log, a cycle", $"{logged / Mega:0} MB: analysis {record / Mega:0}, state {state / Mega:0}, {Assumptions.Frames} frames {frames / Mega:0}, readings {readings / Mega:0.0}");
        Add("log, a day", $"{logged * Assumptions.CyclesPerDay / Giga:0.0} GB");
        Add("files, a day, without members", $"{files * Assumptions.CyclesPerDay / Giga:0.0} GB");
        Add("files, a day, with members", $"{(files + (4.0 * Large.Cells * 10 * Large.Members)) * Assumptions.CyclesPerDay / Giga:0} GB");
        Add("egress of one subscriber to all files without members", $"{files * Assumptions.CyclesPerDay / Giga:0.0} GB a day, {8 * files * Assumptions.CyclesPerDay / 86_400 / Mega:0.0} Mbit/s in the mean");
        Add("record of an analysis beside the largest message", $"{record / Assumptions.ServiceMessage:0.0} times the service's {Assumptions.ServiceMessage / Mega:0.0} MB, {record / Assumptions.KafkaMessage:0} times Kafka's own 1 MB");
        return text.Append('\n').ToString();

        void Add(string name, FormattableString value) => text.Append(Row(name, Invariant(value)));
    }

    /// <summary>A million stations on the grid of the paper.</summary>
    /// <param name="costs">The fits, which know some thousands of stations at most.</param>
    /// <param name="measured">The cycle itself, where it was measured.</param>
    public static string ManyStations(CostModel costs, SizeResult? measured)
    {
        var perSecond = Dense.Stations * Assumptions.ReadingsPerHour / 3600.0;
        var analysis = costs.Bytes[SizeBytes.Analysis];
        var text = new StringBuilder("| 1 million stations, every ten minutes, 120×240, six-hourly, 16 members | |\n|---|---|\n");
        Add("readings per second", $"{perSecond:0}, {perSecond / Assumptions.WindowRate:0.0%} of what one core puts into windows");
        Add("readings of a window of six hours, and what holds them", $"{Dense.Stations * ReadingsOfWindow / Mega:0} million, {Dense.Stations * ReadingsOfWindow * Assumptions.HeldBytes / Giga:0.0} GB");
        Add("readings in the log, a day", $"{perSecond * 86_400 * costs.ReadingBytes / Giga:0} GB before the log's own compression");
        if (measured is not null)
        {
            Add("cycle as measured, a temperature a station", $"{Timing.Median(measured.Seconds):0} s by the clock, {measured.Cost:0} CPU s, {measured.PeakMegabytes / 1000:0.0} GB");
            Add("record of an analysis, file of departures, as measured", $"{measured.Bytes[SizeBytes.Analysis] / Mega:0} MB, {measured.Bytes[SizeBytes.Feedback] / Mega:0} MB");
        }

        Add("by the model: CPU time of a cycle", $"{costs.Cpu.At(Dense):0} s, of which for stations {costs.Cpu["stations"] * Dense.Stations:0} s");
        Add("by the model: record of an analysis", $"{analysis.At(Dense) / Mega:0} MB, of which departures {analysis["stations"] * Dense.Stations / Mega:0}");
        Add("by the model: record of an analysis with a departure for each reading of the window", $"{analysis.At(Dense with { Stations = Dense.Stations * ReadingsOfWindow }) / Giga:0.0} GB");
        Add("by the model: file of departures", $"{costs.Bytes[SizeBytes.Feedback].At(Dense) / Mega:0} MB");
        Add("temperatures until the record is larger than the service's message", $"{Largest(Assumptions.ServiceMessage):N0}");
        Add("until it is larger than Kafka's own limit", $"{Largest(Assumptions.KafkaMessage):N0}");
        return text.ToString();

        double Largest(double bytes) => Math.Max(0, Math.Floor((bytes - analysis.At(Dense with { Stations = 0 })) / analysis["stations"]));
        void Add(string name, FormattableString value) => text.Append(Row(name, Invariant(value)));
    }

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Number(double value) => Math.Abs(value) >= 1000
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
