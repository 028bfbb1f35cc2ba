using System.Diagnostics;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Testing;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Tracing;

[Collection(typeof(SpanListeners))]
public sealed class TraceTests
{
    [Fact]
    public async Task One_trace_leads_from_a_batch_at_ingest_to_the_announcement_of_each_analysis()
    {
        using var folder = new ScratchFolder();
        using var spans = new RecordedSpans();
        var records = await WholeService.RunAsync(folder, "traced");

        var notices = records.Where(record => record.Topic == WholeService.Topics.Notifications).ToList();
        Assert.Equal(WholeService.Cycles, notices.Select(notice => notice.Key).Distinct().Count());
        foreach (var notice in notices)
        {
            Assert.Equal(notice.Headers["traceparent"], notice.Headers["ce_traceparent"]);
            var announced = Span("publish.notifications", notice.TraceOf().SpanId);
            var published = Parent(announced, "publish");
            var committed = Parent(published, "cycle.commit");
            var cycle = Parent(committed, "cycle");
            Assert.Equal(notice.Key, cycle.GetTagItem("slams.cycle"));
            var appended = Parent(cycle, "ingest.append");
            var batch = Parent(appended, "ingest.batch");
            Assert.EndsWith(".csv", (string?)batch.GetTagItem("slams.file"), StringComparison.Ordinal);
            Assert.Equal(default, batch.ParentSpanId);

            // What the cycle goes on in and links to are the batches of its own observations, each once.
            var inputs = cycle.Links.Select(link => link.Context.SpanId).Append(appended.SpanId).ToHashSet();
            Assert.Equal(1 + cycle.Links.Count(), inputs.Count);
            Assert.Equal(Writers(notice.Key!), inputs);
        }

        Assert.Contains(spans.Ended, span => span.OperationName == "cycle" && span.Links.Any());

        Activity Span(string name, ActivitySpanId id) =>
            Assert.Single(spans.Ended, span => span.OperationName == name && span.SpanId == id);

        Activity Parent(Activity span, string name)
        {
            var parent = Span(name, span.ParentSpanId);
            Assert.Equal(span.TraceId, parent.TraceId);
            return parent;
        }

        HashSet<ActivitySpanId> Writers(string cycle) =>
        [
            .. records.Where(record => record.KindOf() == RecordKind.Reading)
                .Where(record => Core.Cycles.CycleSchedule.SixHourly.CycleAt(record.Timestamp).Key == cycle)
                .Select(record => record.TraceOf().SpanId),
        ];
    }

    [Fact]
    public async Task Without_a_listener_no_record_has_a_trace_and_all_content_is_the_same_as_with_one()
    {
        using var folder = new ScratchFolder();
        IReadOnlyList<StoredRecord> traced, plain;
        using (new RecordedSpans())
        {
            traced = await WholeService.RunAsync(folder, "traced");
        }

        plain = await WholeService.RunAsync(folder, "plain");

        Assert.DoesNotContain(plain, record => record.Headers.Keys.Any(name => name.Contains("trace", StringComparison.Ordinal)));
        Assert.All(
            traced.Where(record => record.KindOf() is RecordKind.Reading or RecordKind.Progress or RecordKind.Analysis),
            record => Assert.NotEqual(default, record.TraceOf()));
        Assert.Equal(Contents(plain), Contents(traced));
    }

    // A notice tells when its file was written, and a carried state how far its reader had come.
    private static IEnumerable<string> Contents(IReadOnlyList<StoredRecord> records) => records
        .Where(record => record.Topic != WholeService.Topics.Notifications && record.KindOf() != RecordKind.CycleState)
        .Select(record => $"{record.Topic}/{record.Partition}/{record.Offset} {record.Key} {Convert.ToHexString(record.Value.Span)}")
        .Order(StringComparer.Ordinal);
}
