using Slams.Core.Windows;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

/// <summary>Bytes as they were before revisions and failed cycles were known must still be read, and mean the same.</summary>
public sealed class SchemaEvolutionTests
{
    private const string OldAnalysis =
        "0801121f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c1a1000000000008046c000000000008046402210"
        + "000000000000000000000000008066402a1000000000006ad8400000000080c0f440322928b52ffd202001010000005c4300005d430000"
        + "5e4300005f4300008c4300808c4300008d4300808d433a1728b52ffd2020750000300000803f0040020080c3cb8e08422928b52ffd2020"
        + "01010000005b4300005c4300005d4300005e4300808b4300008c4300808c4300008d43422928b52ffd202001010000005d4300005e4300"
        + "005f430000604300808c4300008d4300808d4300008e434a300a014111000000000000f83f19000000000000044025000087432d008086"
        + "433500c086433d0000003f4500008643480152740a046c69766512016d1a04616263642202656628f9ffffffffffffffff013002380142"
        + "05302e312e304a170a1372656164696e672e417373696d696c6174656410034a130a0f72656164696e672e506173736976651001521b0a"
        + "10736c616d732e72656164696e67732f3012073132302d323435";

    private const string OldCycleState =
        "0801121f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c1a046162636422030102032a120a0e736c616d73"
        + "2e72656164696e677318782a120a0e736c616d732e72656164696e677310013002";

    [Fact]
    public void An_analysis_of_before_is_one_that_has_not_failed_and_adds_nothing()
    {
        var read = AnalysisCodec.FromRecord(Stored(OldAnalysis, "analysis"));
        Assert.Null(read.Failure);
        Assert.Empty(read.Provenance.AddedCounts);
        Assert.Equal((Samples.Cycle, 1), (read.Cycle, read.Provenance.Revision));
        Assert.Equal(Samples.Analysis.MeanK, read.MeanK);
    }

    [Fact]
    public void An_analysis_of_before_does_not_tell_how_observations_were_used()
    {
        var read = AnalysisCodec.FromRecord(Stored(OldAnalysis, "analysis"));
        var departure = Assert.Single(read.Departures);
        Assert.Equal((270f, 269f, 269.5f), (departure.ObservedK, departure.BackgroundK, departure.AnalysisK));
        Assert.Null(departure.Use);
        Assert.Empty(read.Precipitation);
        Assert.Null(read.Longwave);
    }

    [Fact]
    public void A_state_of_before_goes_on_after_its_own_cycle_and_leaves_nothing_to_revise()
    {
        var read = CycleStateCodec.FromRecord(Stored(OldCycleState, "cycle-state"));
        Assert.Equal(Samples.Cycle.Index, read.Resume.LastPublished);
        Assert.Equal(Samples.Resume.Handled, read.Resume.Handled);
        Assert.Empty(read.Resume.Revisable!);
        Assert.Empty(read.Resume.Rejected!);
    }

    [Fact]
    public void What_is_new_comes_back_as_it_was_written()
    {
        var failed = Samples.Analysis with
        {
            Failure = "the network gave no number",
            Provenance = Samples.Analysis.Provenance with { AddedCounts = new SortedDictionary<string, long> { ["frame.Assimilated"] = 2 } },
        };
        var record = Samples.Stored(AnalysisCodec.ToRecord(failed));
        var read = AnalysisCodec.FromRecord(record);
        Assert.Equal("the network gave no number", read.Failure);
        Assert.Equal(failed.Provenance.AddedCounts, read.Provenance.AddedCounts);
        Assert.True(record.HasFailed());
        Assert.Equal(1, record.RevisionOf());

        var partition = new SourcePartition("slams.readings", 1);
        OffsetSpan[] rejected = [new(partition, 7, 8), new(partition, 20, 30_020)];
        var state = CycleStateCodec.FromRecord(Samples.Stored(CycleStateCodec.ToRecord(
            Samples.State, Samples.ResumeAfterRevision with { Rejected = rejected, SettledThrough = Samples.State.Cycle.Index + 9, NonePublished = true })));
        Assert.Equal(rejected, state.Resume.Rejected);
        Assert.Equal((Samples.State.Cycle.Index + 9, true), (state.Resume.SettledThrough, state.Resume.NonePublished));
        Assert.Equal(Samples.Cycle, state.State.Cycle);
        Assert.Equal(Samples.Cycle.Index + 1, state.Resume.LastPublished);
        var revisable = Assert.Single(state.Resume.Revisable!);
        Assert.Equal((Samples.Cycle.Index, 5), (revisable.Index, Assert.Single(revisable.Cut).Offset));
    }

    private static StoredRecord Stored(string hex, string kind) => new(
        "t", 0, 5, Samples.Cycle.Key, Convert.FromHexString(hex), Samples.Cycle.Time, new Dictionary<string, string> { [RecordHeaders.Kind] = kind });
}
