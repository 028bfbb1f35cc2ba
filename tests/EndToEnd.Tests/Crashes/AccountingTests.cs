using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.CrashMatrix;
using Slams.EndToEnd.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.EndToEnd.Tests.Crashes;

/// <summary>The audit of the soak counts what is in the topics, and says when it does not add up.</summary>
public sealed class AccountingTests
{
    private static readonly DateTimeOffset Time = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);
    private static readonly Cycle Cycle = new CycleSchedule(TimeSpan.FromHours(6), TimeSpan.Zero).CycleAt(Time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_counted_once_however_often_an_output_is_there()
    {
        using var folder = new ScratchFolder();
        using var log = LogUnderTest.Make("sqlite", folder.FullName);
        var run = new ServiceRun(Inputs.Write(folder.FullName, TimeSpan.FromHours(1)), log, folder.FullName);
        var topics = new Topics(log.Prefix);
        await using (var open = log.Open())
        {
            foreach (var topic in new[] { topics.Readings, topics.Analyses, topics.Late })
            {
                await open.EnsureTopicAsync(topic, 1, Token);
            }

            await open.AppendAsync(topics.Readings, [Reading("A"), Reading("B"), Reading("B"), Reading("C"), Reading("D")], Token);
            await open.AppendAsync(topics.Analyses, [Analysis(0, 2), Analysis(0, 2), Analysis(1, 1)], Token);
            Assert.Equal(new Accounting(5, 3, 0, 1, false), await Accounting.ReadAsync(run, Token));
            Assert.Single((await Accounting.ReadAsync(run, Token)).Problems());

            await open.AppendAsync(topics.Late, [Late(4), Late(4)], Token);
            await open.AppendAsync(topics.Readings, ProgressCodec.ToRecords(new Progress("stations", null, true), 1), Token);
        }

        var accounting = await Accounting.ReadAsync(run, Token);

        Assert.Equal(new Accounting(5, 3, 1, 1, true), accounting);
        Assert.Empty(accounting.Problems());
        Assert.Single((accounting with { Accepted = 4 }).Problems());

        LogRecord Late(long offset) => LateCodec.ToRecord(new LateRecord(
            new StoredRecord(topics.Readings, 0, offset, "D", Reading("D").Value, Time, Reading("D").Headers), Cycle, TimeSpan.FromHours(1), "late"));
    }

    private static LogRecord Reading(string station) => ReadingCodec.ToRecord(new StationReading { StationId = station, Time = Time }, "stations") with { Partition = 0 };

    private static LogRecord Analysis(int revision, long added) => AnalysisCodec.ToRecord(new Analysis
    {
        Cycle = Cycle,
        Grid = StateGrid.WithoutFields,
        MeanK = [],
        SpreadK = [],
        Provenance = new AnalysisProvenance
        {
            RunId = "run",
            ModelId = "model",
            ModelHash = "00",
            ConfigurationHash = "00",
            Seed = 1,
            Members = 2,
            SoftwareVersion = "0",
            Revision = revision,
            InputCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = revision == 0 ? added : 2 + added },
            AddedCounts = revision == 0 ? [] : new SortedDictionary<string, long> { ["reading.Assimilated"] = added },
        },
    });
}
