using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

/// <summary>
/// The bytes on the wire. A change here breaks readers of logs already written: raise the schema version instead and keep
/// reading the old bytes.
/// </summary>
public sealed class GoldenBytesTests
{
    [Fact]
    public void Reading() => AssertBytes(
        "0801120f302d32303030302d302d37323436391880f083b0cfc4a11c210000000000e043402948e17a14ae375ac03100000000002c9940"
        + "3966666666662271404100000000000000006a076461792e637376700c8001079201146661722066726f6d20636c696d61746f6c6f6779",
        ReadingCodec.ToRecord(Samples.Reading));

    [Fact]
    public void Profile() => AssertBytes(
        "0801120f302d32303030302d302d31303030371880f083b0cfc4a11c21cdcccccccc8c47402900000000000021c0310000000000f07a403a100004"
        + "a64700b88847005043470060ea4642106606894300c0844300003e430000c0ff4a040000050252086461792e62756672580c6a166f6e65206c6576656c206f7574206f662072616e67657001",
        ProfileCodec.ToRecord(Samples.Profile));

    [Fact]
    public void Frame() => AssertBytes(
        "080112076e6f61612d313118012080f083b0cfc4a11c280230033a2128b52ffd2018c1000000007043008071430000c0ff000082430080"
        + "824300008343421928b52ffd2018850000300000803f803f03002f09a0813147044a1c28b52ffd20189d00005804000000040002040000"
        + "0002002f590ca00852086f6c722e6e632333",
        FrameCodec.ToRecord(Samples.Frame));

    /// <summary>What came before is unchanged, and a reader that does not know the fields passes over them.</summary>
    [Fact]
    public void A_frame_with_spread_error_and_clear_fraction_adds_to_the_end()
    {
        var plain = Convert.ToHexStringLower(FrameCodec.ToRecord(Samples.Frame).Value.Span);
        var bytes = Convert.ToHexStringLower(FrameCodec.ToRecord(Samples.Frame with { Spread = new float[6], RetrievalError = 12 }).Value.Span);
        Assert.StartsWith(plain + "6a", bytes, StringComparison.Ordinal);
        Assert.EndsWith("7500004041", bytes, StringComparison.Ordinal);

        // As does the clear fraction, field 15, after those.
        var clear = Convert.ToHexStringLower(FrameCodec.ToRecord(Samples.Frame with { Spread = new float[6], RetrievalError = 12, ClearFraction = new float[6] }).Value.Span);
        Assert.StartsWith(bytes + "7a", clear, StringComparison.Ordinal);
    }

    [Fact]
    public void Analysis() => AssertBytes(
        "0801121f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c1a1000000000008046c000000000008046402210"
        + "000000000000000000000000008066402a1000000000006ad8400000000080c0f440322928b52ffd202001010000005c4300005d430000"
        + "5e4300005f4300008c4300808c4300008d4300808d433a1728b52ffd2020750000300000803f0040020080c3cb8e08422928b52ffd2020"
        + "01010000005b4300005c4300005d4300005e4300808b4300008c4300808c4300008d43422928b52ffd202001010000005d4300005e4300"
        + "005f430000604300808c4300008d4300808d4300008e434a300a014111000000000000f83f19000000000000044025000087432d008086"
        + "433500c086433d0000003f4500008643480152740a046c69766512016d1a04616263642202656628f9ffffffffffffffff013002380142"
        + "05302e312e304a170a1372656164696e672e417373696d696c6174656410034a130a0f72656164696e672e506173736976651001521b0a"
        + "10736c616d732e72656164696e67732f3012073132302d323435",
        AnalysisCodec.ToRecord(Samples.Analysis));

    [Fact]
    public void Cycle_state() => AssertBytes(
        "0801121f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c1a046162636422030102032a120a0e736c616d73"
        + "2e72656164696e677318782a120a0e736c616d732e72656164696e677310013002",
        CycleStateCodec.ToRecord(Samples.State, Samples.Resume));

    [Fact]
    public void Revised_analysis_and_failed_one_add_to_the_end()
    {
        var revised = Samples.Analysis with
        {
            Failure = "why",
            Provenance = Samples.Analysis.Provenance with { AddedCounts = new SortedDictionary<string, long> { ["reading.Passive"] = 1 } },
        };
        var bytes = Convert.ToHexStringLower(AnalysisCodec.ToRecord(revised).Value.Span);
        Assert.EndsWith("5a130a0f72656164696e672e5061737369766510015a03776879", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void Feedback_of_an_analysis_adds_to_its_departures_and_to_the_end()
    {
        var corrected = Samples.AnalysisWithFeedback;
        Assert.Contains(
            "480152140d0000803f1d0000f742250000e1c42d000000bf", Convert.ToHexStringLower(AnalysisCodec.ToRecord(corrected).Value.Span), StringComparison.Ordinal);

        // Without a correction the bytes are those of before there were any.
        var departure = corrected.Departures[0];
        var plain = corrected with { Departures = [departure with { Use = departure.Use! with { Correction = 0 } }] };
        var bytes = Convert.ToHexStringLower(AnalysisCodec.ToRecord(plain).Value.Span);
        Assert.Contains("4801520f0d0000803f1d0000f742250000e1c4", bytes, StringComparison.Ordinal);
        Assert.Contains(
            "62440a014111000000000000f83f190000000000000440250000003f2d0000803e350000c03e3d0000003e450000803f52140dcdcc4c3e150000403f1d0000f742250000e1c46a",
            bytes, StringComparison.Ordinal);
        AssertEnd(
            "6abb010a1928b52ffd201081000000007043000071430000724300007343121928b52ffd201081000000006f430000704300007143000072431a1928b52ffd20108100000000803f"
            + "000000400000404000008040221928b52ffd2010810000000066430000674300006843000069432d0000a04032480a076e6f61612d31311080f083b0cfc4a11c221928b52ffd2010"
            + "81000000006e430000c0ff00007043000071432a1928b52ffd20108100000000803f000000000000003f0000803f",
            bytes);
    }

    /// <summary>What came before is unchanged, and a reader that does not know the field passes over it.</summary>
    [Fact]
    public void Departures_of_profiles_add_to_the_end()
    {
        var plain = Convert.ToHexStringLower(AnalysisCodec.ToRecord(Samples.AnalysisWithFeedback).Value.Span);
        var bytes = Convert.ToHexStringLower(AnalysisCodec.ToRecord(Samples.AnalysisWithFeedback with { Profiles = [Samples.ProfileDeparture] }).Value.Span);
        Assert.StartsWith(plain, bytes, StringComparison.Ordinal);
        Assert.Equal(
            "72610a0f302d32303030302d302d313030303711cdcccccccc8c47401900000000000021c0250004a6472d0000894335008088433d00c0884345"
            + "0000003f4d00008743550000c03f62037768796a140d0000403f150000803f1d0000f742250000e1c4",
            bytes[plain.Length..]);
    }

    [Fact]
    public void Cycle_state_of_a_revision() => AssertBytes(
        "0801121f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c1a046162636422030102032a120a0e736c616d73"
        + "2e72656164696e677318782a120a0e736c616d732e72656164696e67731001300238bcbf04421808babf0412120a0e736c616d732e72656164696e67731805",
        CycleStateCodec.ToRecord(Samples.State, Samples.ResumeAfterRevision));

    [Fact]
    public void Progress() => AssertBytes(
        "0801120a73746174696f6e732d311880f083b0cfc4a11c20012a0b6461792e6373763a323030",
        ProgressCodec.ToRecords(new Progress("stations-1", Samples.Time, true, "day.csv:200"), 1)[0]);

    [Fact]
    public void Late() => AssertBytes(
        "0801120e736c616d732e72656164696e6773180120092a01413201073880f083b0cfc4a11c42150a0a736c616d732d6b696e6412077265"
        + "6164696e674a1f08babf041080c095bed5c5a11c1880e0abe9b0bfa11c2080a0ff92facba11c5080bcc1960b5a046c617465",
        LateCodec.ToRecord(new LateRecord(
            new StoredRecord("slams.readings", 1, 9, "A", new byte[] { 7 }, Samples.Time, new Dictionary<string, string> { ["slams-kind"] = "reading" }),
            Samples.Cycle, TimeSpan.FromMinutes(5), "late")));

    [Fact]
    public void Dead_letter() => AssertBytes(
        "080112076461792e637376181122177468652074696d652063616e6e6f7420626520726561642a03782c79",
        DeadLetterCodec.ToRecord(new DeadLetter("day.csv", 17, "the time cannot be read", "x,y"u8.ToArray()), Samples.Time));

    [Fact]
    public void Job_of_members() => AssertBytes(
        "08011204616263641a14435055457865637574696f6e50726f7669646572220b736c616d7320302e312e302a0b583634203531322062697431"
        + "feffffffffffffff380440034805500259000000000000e03f60036a1528b52ffd200c6100000000803f000020c00000c0ff721528b52ffd20"
        + "0c61000000000000000080bf000000c0780282012628b52ffd2028ed0000a800000000010000000200000003000000070200000002002000a7"
        + "9b4b8a013128b52ffd2038450100e00000003e0000c03e000080c03f0040c00000803f0000803e000000400400a08097d4b836769d179101000000000000c03f",
        MemberJobCodec.ToRecord(Samples.Job, "round", 0, Samples.Time));

    [Fact]
    public void Samples_of_members() => AssertBytes(
        "080112403035396266373539656662633633383334353537333437663137643638623838313862303635363865383537653265653132383465"
        + "6265653837313233643838180320032a2d28b52ffd20242101000000803f0000004000004040000080400000a0400000c0400000e0c0000000"
        + "410000807f",
        MemberSamplesCodec.ToRecord(Samples.MemberSamples, Samples.Time));

    /// <summary>Instances of two versions that name the same content differently would do its jobs in vain.</summary>
    [Fact]
    public void Name_of_a_job() => Assert.Equal("059bf759efbc63834557347f17d68b8818b06568e857e2ee1284ebee87123d88", Samples.Job.Id);

    private static void AssertEnd(string hex, string actual) => Assert.True(actual.EndsWith(hex, StringComparison.Ordinal), $"The bytes are {actual}.");

    private static void AssertBytes(string hex, LogRecord record)
    {
        var actual = Convert.ToHexStringLower(record.Value.Span);
        Assert.True(hex == actual, $"The bytes are {actual}.");
    }
}
