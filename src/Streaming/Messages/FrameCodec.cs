using Google.Protobuf;
using Slams.Core.Observations;
using Slams.Streaming.Log;

namespace Slams.Streaming.Messages;

/// <summary>Satellite frames as records: keyed by platform, arrays compressed.</summary>
public static class FrameCodec
{
    /// <summary>Writes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="source">The ingest source; the same as in its progress records.</param>
    public static LogRecord ToRecord(SatelliteFrame frame, string source = "")
    {
        var message = new Wire.SatelliteFrame
        {
            SchemaVersion = MessageParsing.SchemaVersion,
            Platform = frame.Platform,
            Quantity = (uint)frame.Quantity,
            TimeTicks = MessageParsing.Ticks(frame.Time),
            Rows = (uint)frame.Rows,
            Columns = (uint)frame.Columns,
            ValuesZstd = PackedArray.Pack(frame.Values),
            ValidFractionZstd = PackedArray.Pack(frame.ValidFraction),
            SampleCountZstd = PackedArray.Pack(frame.SampleCount),
            Source = frame.Source,
            Flag = (uint)frame.Flag,
            FlagReason = frame.FlagReason,
        };
        if (frame.Spread is { } spread)
        {
            message.SpreadZstd = PackedArray.Pack(spread);
        }

        if (frame.ClearFraction is { } clear)
        {
            message.ClearFractionZstd = PackedArray.Pack(clear);
        }

        if (frame.RetrievalError is { } error)
        {
            message.RetrievalError = error;
        }

        return new LogRecord(frame.Platform, message.ToByteArray(), frame.Time)
        {
            Headers = RecordHeaders.Of(RecordKind.Frame, source),
        };
    }

    /// <summary>Reads a frame back.</summary>
    /// <exception cref="UnreadableMessageException">The record is of another kind, newer or damaged.</exception>
    public static SatelliteFrame FromRecord(StoredRecord record)
    {
        var message = MessageParsing.Parse(record, RecordKind.Frame, Wire.SatelliteFrame.Parser, parsed => parsed.SchemaVersion);
        return MessageParsing.Map(record, () =>
        {
            var cells = PackedArray.Count(message.Rows, message.Columns);
            return new SatelliteFrame
            {
                Platform = message.Platform,
                Quantity = Quantity(message.Quantity),
                Time = MessageParsing.Time(message.TimeTicks),
                Rows = (int)message.Rows,
                Columns = (int)message.Columns,
                Values = PackedArray.Unpack<float>(message.ValuesZstd, cells, "values"),
                ValidFraction = PackedArray.Unpack<float>(message.ValidFractionZstd, cells, "valid fraction"),
                SampleCount = PackedArray.Unpack<int>(message.SampleCountZstd, cells, "sample count"),
                Spread = message.SpreadZstd.IsEmpty ? null : PackedArray.Unpack<float>(message.SpreadZstd, cells, "spread"),
                ClearFraction = message.ClearFractionZstd.IsEmpty ? null : PackedArray.Unpack<float>(message.ClearFractionZstd, cells, "clear fraction"),
                RetrievalError = message.HasRetrievalError ? Error(message.RetrievalError) : null,
                Source = message.Source,
                Flag = MessageParsing.Flag(message.Flag),
                FlagReason = message.FlagReason,
            };
        });
    }

    private static float Error(float error) =>
        error > 0 && float.IsFinite(error) ? error : throw new InvalidDataException(FormattableString.Invariant($"an error of {error}"));

    private static FrameQuantity Quantity(uint code) =>
        (FrameQuantity)code is FrameQuantity.OutgoingLongwaveFlux or FrameQuantity.BrightnessTemperature
            ? (FrameQuantity)code
            : throw new InvalidDataException(FormattableString.Invariant($"unknown quantity {code}"));
}
