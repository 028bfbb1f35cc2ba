using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>A record of a test log: a report, or a statement of progress where there is no report.</summary>
internal sealed record LogEntry(
    SourceOffset At, Report? Report, int? Watermark = null, bool End = false, LateHandling Late = LateHandling.Revise);
