using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Windows;
using Slams.Formats.Analyses;
using Slams.Streaming.Messages;

namespace Slams.Benchmarks.Sizes;

/// <summary>
/// Bytes that a cycle writes: values of the records of the log, without keys and headers, and the files of the publisher, without members. Records of the log are compressed here as
/// the service does; a log may compress them once more.
/// </summary>
internal static class SizeBytes
{
    /// <summary>Of the records of the log: analysis, carried state, one frame, one reading.</summary>
    public const string Analysis = "analysis", State = "state", Frame = "frame", Reading = "reading";

    /// <summary>Of the files of the publisher: fields, departures.</summary>
    public const string Fields = "fields file", Feedback = "feedback file";

    /// <summary>Encodes what a cycle has given.</summary>
    public static SortedDictionary<string, long> Of(ICycleAnalyst analyst, CycleObservations window, CycleResult result, int members)
    {
        var analysis = new Core.Analyses.Analysis
        {
            Cycle = window.Cycle,
            Grid = analyst.Grid,
            MeanK = result.MeanK,
            SpreadK = result.SpreadK,
            Departures = result.Departures,
            Precipitation = result.Precipitation,
            Profiles = result.Profiles,
            Longwave = result.Longwave,
            Provenance = new AnalysisProvenance
            {
                RunId = "size",
                ModelId = analyst.ModelId,
                ModelHash = analyst.ModelHash,
                ConfigurationHash = analyst.ModelHash,
                Seed = 1,
                Members = members,
                SoftwareVersion = "0.0.0",
            },
        };
        return new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [Analysis] = AnalysisCodec.ToRecord(analysis).Value.Length,
            [State] = CycleStateCodec.ToRecord(result.State, new WindowResume(window.Cycle.Index, [])).Value.Length,
            [Frame] = window.Frames.Sum(frame => (long)FrameCodec.ToRecord(frame, "satellite").Value.Length) / window.Frames.Count,
            [Reading] = window.Readings.Sum(reading => (long)ReadingCodec.ToRecord(reading, "stations").Value.Length) / window.Readings.Count,
            [Fields] = Length(stream => AnalysisFile.Write(stream, analysis)),
            [Feedback] = Length(stream => FeedbackCsv.Write(stream, analysis.Departures)),
        };
    }

    private static long Length(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.Length;
    }
}
