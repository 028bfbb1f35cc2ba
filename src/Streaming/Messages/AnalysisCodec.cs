using System.Globalization;
using Google.Protobuf;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Analyses as records: keyed and stamped by cycle, fields compressed.</summary>
public static class AnalysisCodec
{
    /// <summary>Writes an analysis.</summary>
    public static LogRecord ToRecord(Analysis analysis)
    {
        var message = new Wire.Analysis
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Cycle = CycleMapping.ToWire(analysis.Cycle),
            MeanZstd = PackedArray.Pack(analysis.MeanK),
            SpreadZstd = PackedArray.Pack(analysis.SpreadK),
            Provenance = ProvenanceMapping.ToWire(analysis.Provenance),
        };
        if (analysis.Failure is { } failure)
        {
            message.Failure = failure;
        }

        message.LatitudesDegrees.AddRange(analysis.Grid.Horizontal.LatitudesDegrees);
        message.LongitudesDegrees.AddRange(analysis.Grid.Horizontal.LongitudesDegrees);
        message.PressureLevelsPa.AddRange(analysis.Grid.PressureLevelsPa);
        message.MembersZstd.AddRange(analysis.MembersK.Select(PackedArray.Pack));
        message.Departures.AddRange(analysis.Departures.Select(DepartureMapping.ToWire));
        message.Precipitation.AddRange(analysis.Precipitation.Select(DepartureMapping.ToWire));
        message.Profiles.AddRange(analysis.Profiles.Select(DepartureMapping.ToWire));
        message.Longwave = analysis.Longwave is { } longwave ? DepartureMapping.ToWire(longwave) : null;
        return new LogRecord(analysis.Cycle.Key, message.ToByteArray(), analysis.Cycle.Time)
        {
            Headers = Headers(analysis),
        };
    }

    /// <summary>Reads an analysis back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static Analysis FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Analysis, Wire.Analysis.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () => FromWire(message));
    }

    private static Analysis FromWire(Wire.Analysis message)
    {
        var count = PackedArray.Count(
            (uint)message.PressureLevelsPa.Count, (uint)message.LatitudesDegrees.Count, (uint)message.LongitudesDegrees.Count);
        return new Analysis
        {
            Cycle = CycleMapping.FromWire(message.Cycle),
            Grid = new StateGrid(
                new LatLonGrid(message.LatitudesDegrees, message.LongitudesDegrees), [.. message.PressureLevelsPa]),
            MeanK = PackedArray.Unpack<float>(message.MeanZstd, count, "mean"),
            SpreadK = PackedArray.Unpack<float>(message.SpreadZstd, count, "spread"),
            MembersK = [.. message.MembersZstd.Select(member => PackedArray.Unpack<float>(member, count, "member"))],
            Departures = [.. message.Departures.Select(DepartureMapping.FromWire)],
            Precipitation = [.. message.Precipitation.Select(DepartureMapping.FromWire)],
            Profiles = [.. message.Profiles.Select(DepartureMapping.FromWire)],
            Longwave = message.Longwave is { } longwave
                ? DepartureMapping.FromWire(longwave, PackedArray.Count((uint)message.LatitudesDegrees.Count, (uint)message.LongitudesDegrees.Count))
                : null,
            Provenance = ProvenanceMapping.FromWire(message.Provenance),
            Failure = message.HasFailure ? message.Failure : null,
        };
    }

    private static Dictionary<string, string> Headers(Analysis analysis)
    {
        var headers = new Dictionary<string, string>(RecordHeaders.Of(RecordKind.Analysis), StringComparer.Ordinal);
        if (analysis.Provenance.Revision > 0)
        {
            headers.Add(RecordHeaders.Revision, analysis.Provenance.Revision.ToString(CultureInfo.InvariantCulture));
        }

        if (analysis.Failure is not null)
        {
            headers.Add(RecordHeaders.Outcome, "failed");
        }

        return headers;
    }
}
