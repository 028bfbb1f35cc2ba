using System.Diagnostics;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Streaming.Tests.Messages;

public sealed class TraceHeadersTests
{
    [Fact]
    public void Records_carry_the_span_that_writes_them_and_give_it_back()
    {
        using var span = Span(recorded: true);
        span.TraceStateString = "vendor=1";

        var traced = ReadingCodec.ToRecord(Samples.Reading, "stations").WithTrace(span);

        Assert.Equal(span.Id, traced.Headers["traceparent"]);
        var context = Samples.Stored(traced).TraceOf();
        Assert.Equal(
            (span.TraceId, span.SpanId, ActivityTraceFlags.Recorded, "vendor=1", true),
            (context.TraceId, context.SpanId, context.TraceFlags, context.TraceState, context.IsRemote));
        Assert.Equal(("reading", "stations"), (traced.Headers[RecordHeaders.Kind], Samples.Stored(traced).SourceOf()));
    }

    [Fact]
    public void Neighbours_go_on_sharing_their_headers_and_those_of_another_span_are_replaced()
    {
        using var span = Span(recorded: true);
        var headers = new ReadingHeaders("stations");
        LogRecord[] records = [ReadingCodec.ToRecord(Samples.Reading, headers), ReadingCodec.ToRecord(Samples.Reading with { StationId = "B" }, headers)];

        var traced = records.WithTrace(span);
        Assert.Same(traced[0].Headers, traced[1].Headers);
        Assert.NotSame(records[0].Headers, traced[0].Headers);

        using var next = Span(recorded: true);
        var again = traced.WithTrace(next);
        Assert.All(again, record => Assert.Equal(next.Id, record.Headers["traceparent"]));
        Assert.Equal(traced[0].Headers.Count, again[0].Headers.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_recorded_span_the_records_stay_the_same_objects(bool unrecorded)
    {
        using var span = unrecorded ? Span(recorded: false) : null;
        IReadOnlyList<LogRecord> records = [ReadingCodec.ToRecord(Samples.Reading)];

        Assert.Same(records, records.WithTrace(span));
        Assert.Same(records[0], records[0].WithTrace(span));
        Assert.Equal(default, Samples.Stored(records[0]).TraceOf());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_came_in_is_handed_on_unchanged_unless_a_span_is_recorded(bool recorded)
    {
        using var span = Span(recorded);
        var incoming = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, "vendor=1", isRemote: true);
        var record = ReadingCodec.ToRecord(Samples.Reading);

        var handedOn = Samples.Stored(record.WithTrace(span, incoming)).TraceOf();

        Assert.Equal(recorded ? span.SpanId : incoming.SpanId, handedOn.SpanId);
        Assert.Equal(recorded ? null : "vendor=1", handedOn.TraceState);
        Assert.Equal(recorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, handedOn.TraceFlags);
        Assert.Equal(handedOn, Samples.Stored(new[] { record }.WithTrace(span, incoming)[0]).TraceOf());
    }

    [Fact]
    public void What_is_no_trace_is_none()
    {
        var record = Samples.Stored(ReadingCodec.ToRecord(Samples.Reading)) with
        {
            Headers = new Dictionary<string, string> { ["traceparent"] = "00-nonsense-01" },
        };

        Assert.Equal(default, record.TraceOf());
    }

    [Fact]
    public void A_late_record_carries_the_trace_beside_its_content()
    {
        using var span = Span(recorded: true);
        var plain = ReadingCodec.ToRecord(Samples.Reading with { Flag = QualityFlag.Late }, "stations");
        LogRecord Late(LogRecord original) => LateCodec.ToRecord(new LateRecord(Samples.Stored(original), Samples.Cycle, TimeSpan.FromHours(1), "late"));

        var (without, with) = (Late(plain), Late(plain.WithTrace(span)));

        Assert.Equal(without.Value.ToArray(), with.Value.ToArray());
        Assert.Equal(span.TraceId, Samples.Stored(with).TraceOf().TraceId);
        Assert.Equal(RecordKind.Late, Samples.Stored(with).KindOf());
        Assert.DoesNotContain("traceparent", without.Headers.Keys);
    }

    private static Activity Span(bool recorded)
    {
        var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        span.ActivityTraceFlags = recorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        return span.Start();
    }
}
