namespace Slams.Streaming.Messages;

/// <summary>How far a source has come. A source that writes these puts each into every partition of its topic.</summary>
/// <param name="Source">The source; the same as in the header of its records.</param>
/// <param name="Watermark">It will write nothing for cycles that are complete at this time; null leaves it open.</param>
/// <param name="EndOfStream">It will write nothing at all any more.</param>
/// <param name="ResumePosition">Where the source goes on after a restart, in its own words.</param>
public sealed record Progress(string Source, DateTimeOffset? Watermark, bool EndOfStream, string ResumePosition = "");
