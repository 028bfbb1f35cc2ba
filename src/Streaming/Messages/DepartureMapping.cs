using Slams.Core.Analyses;

namespace Slams.Streaming.Messages;

/// <summary>Departures on the wire.</summary>
internal static class DepartureMapping
{
    public static Wire.StationDeparture ToWire(StationDeparture departure)
    {
        var message = new Wire.StationDeparture
        {
            StationId = departure.StationId,
            LatitudeDegrees = departure.LatitudeDegrees,
            LongitudeDegrees = departure.LongitudeDegrees,
            ObservedK = departure.ObservedK,
            BackgroundK = departure.BackgroundK,
            AnalysisK = departure.AnalysisK,
            AnalysisSpreadK = departure.AnalysisSpreadK,
            ClimatologyK = departure.ClimatologyK,
            Flag = (uint)departure.Flag,
            Use = departure.Use is { } use ? ToWire(use) : null,
            Reason = departure.Reason,
        };
        if (!float.IsNaN(departure.BackgroundErrorK))
        {
            message.BackgroundErrorK = departure.BackgroundErrorK;
        }

        return message;
    }

    public static StationDeparture FromWire(Wire.StationDeparture departure) => new(
        departure.StationId, departure.LatitudeDegrees, departure.LongitudeDegrees, departure.ObservedK, departure.BackgroundK,
        departure.AnalysisK, departure.AnalysisSpreadK, departure.ClimatologyK, MessageParsing.Flag(departure.Flag))
    {
        Use = departure.Use is { } use ? FromWire(use) : null,
        BackgroundErrorK = departure.HasBackgroundErrorK ? departure.BackgroundErrorK : float.NaN,
        Reason = departure.Reason,
    };

    public static Wire.PrecipitationDeparture ToWire(PrecipitationDeparture departure) => new()
    {
        StationId = departure.StationId,
        LatitudeDegrees = departure.LatitudeDegrees,
        LongitudeDegrees = departure.LongitudeDegrees,
        Observed = departure.Observed,
        Background = departure.Background,
        Analysis = departure.Analysis,
        AnalysisSpread = departure.AnalysisSpread,
        Climatology = departure.Climatology,
        Flag = (uint)departure.Flag,
        Use = ToWire(departure.Use),
    };

    public static PrecipitationDeparture FromWire(Wire.PrecipitationDeparture departure) => new(
        departure.StationId, departure.LatitudeDegrees, departure.LongitudeDegrees, departure.Observed, departure.Background, departure.Analysis,
        departure.AnalysisSpread, departure.Climatology, MessageParsing.Flag(departure.Flag),
        FromWire(departure.Use ?? throw new InvalidDataException("the use of an observation is missing")));

    public static Wire.ProfileDeparture ToWire(ProfileDeparture departure) => new()
    {
        StationId = departure.StationId,
        LatitudeDegrees = departure.LatitudeDegrees,
        LongitudeDegrees = departure.LongitudeDegrees,
        PressurePa = departure.PressurePa,
        ObservedK = departure.ObservedK,
        BackgroundK = departure.BackgroundK,
        AnalysisK = departure.AnalysisK,
        AnalysisSpreadK = departure.AnalysisSpreadK,
        ClimatologyK = departure.ClimatologyK,
        BackgroundErrorK = departure.BackgroundErrorK,
        Flag = (uint)departure.Flag,
        Reason = departure.Reason,
        Use = ToWire(departure.Use),
    };

    public static ProfileDeparture FromWire(Wire.ProfileDeparture departure) => new(
        departure.StationId, departure.LatitudeDegrees, departure.LongitudeDegrees, departure.PressurePa, departure.ObservedK, departure.BackgroundK,
        departure.AnalysisK, departure.AnalysisSpreadK, departure.ClimatologyK, departure.BackgroundErrorK, MessageParsing.Flag(departure.Flag), departure.Reason,
        FromWire(departure.Use ?? throw new InvalidDataException("the use of an observation is missing")));

    public static Wire.LongwaveDepartures ToWire(LongwaveDepartures longwave)
    {
        var message = new Wire.LongwaveDepartures
        {
            BackgroundZstd = PackedArray.Pack(longwave.Background),
            AnalysisZstd = PackedArray.Pack(longwave.Analysis),
            AnalysisSpreadZstd = PackedArray.Pack(longwave.AnalysisSpread),
            ClimatologyZstd = PackedArray.Pack(longwave.Climatology),
            Error = longwave.Error,
        };
        message.Frames.AddRange(longwave.Frames.Select(ToWire));
        return message;
    }

    public static LongwaveDepartures FromWire(Wire.LongwaveDepartures message, int cells) => new()
    {
        Background = PackedArray.Unpack<float>(message.BackgroundZstd, cells, "longwave background"),
        Analysis = PackedArray.Unpack<float>(message.AnalysisZstd, cells, "longwave analysis"),
        AnalysisSpread = PackedArray.Unpack<float>(message.AnalysisSpreadZstd, cells, "longwave spread"),
        Climatology = PackedArray.Unpack<float>(message.ClimatologyZstd, cells, "longwave climatology"),
        Error = message.Error,
        Frames =
        [
            .. message.Frames.Select(frame => new LongwaveFrame(
                frame.Platform, MessageParsing.Time(frame.TimeTicks), MessageParsing.Flag(frame.Flag),
                PackedArray.Unpack<float>(frame.ObservedZstd, cells, "longwave frame"), PackedArray.Unpack<float>(frame.WeightZstd, cells, "longwave weight"))
            {
                Error = frame.HasError ? frame.Error : null,
            }),
        ],
    };

    private static Wire.LongwaveFrame ToWire(LongwaveFrame frame)
    {
        var message = new Wire.LongwaveFrame
        {
            Platform = frame.Platform,
            TimeTicks = MessageParsing.Ticks(frame.Time),
            Flag = (uint)frame.Flag,
            ObservedZstd = PackedArray.Pack(frame.Observed),
            WeightZstd = PackedArray.Pack(frame.Weight),
        };
        if (frame.Error is { } error)
        {
            message.Error = error;
        }

        return message;
    }

    private static Wire.ObservationUse ToWire(ObservationUse use) => new()
    {
        Error = use.Error,
        Weight = use.Weight,
        CellDistanceKm = use.CellDistanceKm,
        TimeOffsetSeconds = use.TimeOffsetSeconds,
        Correction = use.Correction,
    };

    private static ObservationUse FromWire(Wire.ObservationUse use) => new(use.Error, use.Weight, use.CellDistanceKm, use.TimeOffsetSeconds)
    {
        Correction = use.Correction,
    };
}
