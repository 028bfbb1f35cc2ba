using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

public sealed class MessageJsonTests
{
    [Fact]
    public void A_reading_is_told_in_full()
    {
        var line = Line(ReadingCodec.ToRecord(Samples.Reading, "stations"));

        Assert.Equal(("t", 0, 5), ((string?)line["topic"], (int?)line["partition"], (int?)line["offset"]));
        Assert.Equal(("reading", "stations", "1995-03-18T05:30:00Z"), ((string?)line["kind"], (string?)line["source"], (string?)line["time"]));
        var content = line["content"]!;
        Assert.Equal(274.15, (double?)content["airTemperatureK"]);
        Assert.Equal("GrossError", (string?)content["airTemperatureFlag"]);
        Assert.Null(content["dewPointK"]);
    }

    [Fact]
    public void A_reading_without_time_has_none() => Assert.Null(Line(ReadingCodec.ToRecord(Samples.Reading with { Time = null }))["time"]);

    [Fact]
    public void A_profile_is_told_by_its_range()
    {
        var line = Line(ProfileCodec.ToRecord(Samples.Profile, "stations"));
        Assert.Equal(("profile", "stations", "1995-03-18T05:30:00Z"), ((string?)line["kind"], (string?)line["source"], (string?)line["time"]));
        var content = line["content"]!;
        Assert.Equal(("0-20000-0-10007", 47.1, 2, "Assimilated"), ((string?)content["stationId"], (double?)content["latitudeDegrees"], (int?)content["flaggedLevels"], (string?)content["flag"]));
        Assert.Equal((4, 1, 190f), ((int?)content["temperaturesK"]!["values"], (int?)content["temperaturesK"]!["missing"], (float?)content["temperaturesK"]!["minimum"]));
    }

    [Fact]
    public void A_frame_is_told_by_its_range()
    {
        var values = Line(FrameCodec.ToRecord(Samples.Frame))["content"]!["values"]!;
        Assert.Equal((6, 1, 240f, 262f), ((int?)values["values"], (int?)values["missing"], (float?)values["minimum"], (float?)values["maximum"]));
    }

    [Fact]
    public void An_analysis_carries_its_provenance()
    {
        var content = Line(AnalysisCodec.ToRecord(Samples.Analysis))["content"]!;
        Assert.Equal("19950318T0600Z", (string?)content["cycle"]!["key"]);
        Assert.Equal(251.5, (double?)content["meanK"]!["mean"]);
        Assert.Equal(3, (int?)content["provenance"]!["inputCounts"]!["reading.Assimilated"]);
    }

    [Fact]
    public void A_state_names_the_offsets_handled()
    {
        var content = Line(CycleStateCodec.ToRecord(Samples.State, Samples.Resume))["content"]!;
        Assert.Equal(("abcd", 3), ((string?)content["modelHash"], (int?)content["bytes"]));
        Assert.Equal(120, (int?)content["handled"]![0]!["offset"]);
    }

    [Fact]
    public void Jobs_and_samples_of_members_are_told_by_their_ranges()
    {
        var job = Line(MemberJobCodec.ToRecord(Samples.Job, "round", 0, Samples.Time))["content"]!;
        Assert.Equal((Samples.Job.Id, "round", 3, 2), ((string?)job["id"], (string?)job["round"], (int?)job["mean"]!["values"], (int?)job["guided"]));
        Assert.Equal("abcd", (string?)job["conditions"]!["modelHash"]);
        var samples = Line(MemberSamplesCodec.ToRecord(Samples.MemberSamples, Samples.Time))["content"]!;
        Assert.Equal((Samples.Job.Id, 3, 2f), ((string?)samples["job"], samples["windows"]!.AsArray().Count, (float?)samples["windows"]![0]!["mean"]));
    }

    [Fact]
    public void A_late_record_holds_its_original()
    {
        var original = Samples.Stored(ReadingCodec.ToRecord(Samples.Reading, "stations"), "slams.readings", 2, 77);
        var content = Line(LateCodec.ToRecord(new LateRecord(original, Samples.Cycle, TimeSpan.FromMinutes(3), "late")))["content"]!;
        Assert.Equal((180, "slams.readings", 77), ((int?)content["lateBySeconds"], (string?)content["original"]!["topic"], (int?)content["original"]!["offset"]));
        Assert.Equal("0-20000-0-72469", (string?)content["original"]!["content"]!["stationId"]);
    }

    [Fact]
    public void A_dead_letter_shows_text_as_text_and_other_bytes_as_base64()
    {
        JsonNode Raw(byte[] bytes) => Line(DeadLetterCodec.ToRecord(new DeadLetter("day.csv", 3, "broken", bytes), Samples.Time))["content"]!["raw"]!;
        Assert.Equal("a,b", (string?)Raw("a,b"u8.ToArray())["text"]);
        Assert.Equal("/wA=", (string?)Raw([0xFF, 0x00])["base64"]);
    }

    [Fact]
    public void Progress_says_where_its_source_is()
    {
        var content = Line(ProgressCodec.ToRecords(new Progress("stations", null, true, "3|1|day.csv"), 1)[0])["content"]!;
        Assert.Equal((true, "3|1|day.csv"), ((bool?)content["endOfStream"], (string?)content["resumePosition"]));
    }

    [Fact]
    public void What_cannot_be_read_is_given_with_the_reason()
    {
        var stranger = Line(new LogRecord("k", "hello"u8.ToArray(), Samples.Time));
        Assert.Equal("hello", (string?)stranger["raw"]!["text"]);
        Assert.Contains("what it is", (string?)stranger["unreadable"], StringComparison.Ordinal);

        var damaged = Line(ReadingCodec.ToRecord(Samples.Reading) with { Value = new byte[] { 0xFF, 0xFF } });
        Assert.Contains("not a Reading message", (string?)damaged["unreadable"], StringComparison.Ordinal);
        Assert.Null(damaged["content"]);
    }

    [Fact]
    public void A_late_record_within_another_is_not_opened()
    {
        var late = LateCodec.ToRecord(new LateRecord(Samples.Stored(ReadingCodec.ToRecord(Samples.Reading)), null, TimeSpan.Zero, "late"));
        for (var deep = 0; deep < 100; deep++)
        {
            late = LateCodec.ToRecord(new LateRecord(Samples.Stored(late), null, TimeSpan.Zero, "late"));
        }

        var original = Line(late)["content"]!["original"]!;
        Assert.Equal(("late", "a late record within another"), ((string?)original["kind"], (string?)original["unreadable"]));
    }

    [Fact]
    public void Feedback_as_deep_as_may_be_is_told_also_within_a_late_record()
    {
        var feedback = FeedbackCodec.ToRecord("k", Encoding.UTF8.GetBytes(new string('[', FeedbackCodec.MaxDepth) + new string(']', FeedbackCodec.MaxDepth)), Samples.Time, 0);
        Assert.NotNull(Line(feedback)["content"]);
        var late = LateCodec.ToRecord(new LateRecord(Samples.Stored(feedback), null, TimeSpan.Zero, "late"));
        Assert.NotNull(Line(late)["content"]!["original"]!["content"]);
        Assert.NotNull(Line(feedback with { Value = Encoding.UTF8.GetBytes(new string('[', 100) + new string(']', 100)) })["unreadable"]);
    }

    [Theory]
    [InlineData("""{"\ud800": 1}""")]
    [InlineData("""{"a": ["\udc00"]}""")]
    public void Feedback_with_half_of_a_pair_of_surrogates_is_unreadable(string json)
    {
        var line = Line(FeedbackCodec.ToRecord("k", Encoding.UTF8.GetBytes(json), Samples.Time, 0));
        Assert.Equal(json, (string?)line["raw"]!["text"]);
        Assert.NotNull(line["unreadable"]);
    }

    private static JsonNode Line(LogRecord record)
    {
        var line = MessageJson.Line(Samples.Stored(record));
        Assert.DoesNotContain('\n', line);
        return JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 128 })!;
    }
}
