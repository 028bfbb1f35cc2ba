using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Assimilation;

/// <summary>An archive dropped into a live service: far more that no window takes than memory may hold until the next cycle.</summary>
public sealed class LateFloodTests
{
    private const int Flood = 20_000;
    private const int Hour = 60;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_flood_between_cycles_is_written_out_once_and_before_the_next_cycle(bool afterACycle, bool revises)
    {
        await using var unbroken = await BenchAsync(afterACycle, revises);
        await EndAsync(unbroken);
        await unbroken.RunAsync();

        await using var bench = await BenchAsync(afterACycle, revises);
        var log = new FaultyLog(bench.Log);
        bench.Log = log;
        await bench.StartAsync();
        // Three floods of a bound each fit, whatever the batches; the rest is in memory when the process is killed.
        await AssimilatorBench.UntilAsync(async () => bench.State.Unread == 0 && await OutAsync(bench) > Flood / 2);
        Assert.Equal(afterACycle ? 2 : 0, bench.State.Cycles);
        await bench.StopAsync();
        Assert.InRange(log.MostOutputs, 5000, 8000);

        await EndAsync(bench);
        await bench.RunAsync();

        Assert.Equal(
            (await unbroken.ScanAsync(unbroken.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)),
            (await bench.ScanAsync(bench.Topics.Analyses)).Select(record => Convert.ToHexString(record.Value.Span)));
        var late = (await bench.ScanAsync(bench.Topics.Late)).Select(record => LateCodec.FromRecord(record).Original.Offset).ToArray();
        var dead = (await bench.DeadLettersAsync()).Select(letter => letter.Record).ToArray();
        Assert.Equal((Flood / 4 * 3, Flood / 4), (late.Length, dead.Length));
        Assert.Equal(Flood, late.Concat(dead).Distinct().Count());
    }

    private static async Task<long> OutAsync(AssimilatorBench bench) =>
        (await bench.Log.EndAsync(bench.Topics.Late, TestContext.Current.CancellationToken)).Sum(position => position.Offset)
        + (await bench.Log.EndAsync(bench.Topics.DeadLetters, TestContext.Current.CancellationToken)).Sum(position => position.Offset);

    private static async Task<AssimilatorBench> BenchAsync(bool afterACycle, bool revises)
    {
        var bench = new AssimilatorBench();
        bench.Settings["Cycle:Late:Stations"] = revises ? "Revise" : "SetAside";
        bench.Settings["Cycle:Late:Bound"] = "06:00:00";
        await bench.AppendAsync(bench.Topics.Frames, ProgressCodec.ToRecords(new Progress("satellite", null, true), 1));
        var now = afterACycle ? 13 * Hour : 0;
        await bench.AppendAsync(afterACycle ? [(0, null), (now, null)] : [(now, null)], end: false);
        await bench.AppendAsync(bench.Topics.Readings, [.. Enumerable.Range(0, Flood).SelectMany(index => Of(index, now))]);
        return bench;
    }

    private static IEnumerable<LogRecord> Of(int index, int now)
    {
        if (index % 1000 == 0)
        {
            // What the window is about goes on coming all the while.
            yield return AssimilatorBench.Reading(now + 1 + (index / 1000));
        }

        yield return (index % 4) switch
        {
            // Found late by the windows, damaged, and found late by ingest.
            0 => AssimilatorBench.Reading(now - (13 * Hour)),
            1 => AssimilatorBench.Reading(0) with { Value = new byte[] { 0xFF, 0xFF, 0xFF } },
            _ => ReadingCodec.ToRecord(
                new() { StationId = "A", Time = AssimilatorBench.Start.AddYears(-1), Flag = QualityFlag.Late, FlagReason = "a year late" }, "stations"),
        };
    }

    private static async Task EndAsync(AssimilatorBench bench)
    {
        await bench.AppendAsync([(40 * Hour, null)], end: false);
        await bench.EndAsync();
    }
}
