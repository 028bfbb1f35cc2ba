using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Messages;

/// <summary>One fixed message of each kind.</summary>
internal static class Samples
{
    public static DateTimeOffset Time { get; } = new(1995, 3, 18, 5, 30, 0, TimeSpan.Zero);

    public static Cycle Cycle { get; } = CycleSchedule.SixHourly.CycleAt(Time);

    public static StationReading Reading { get; } = new()
    {
        StationId = "0-20000-0-72469",
        Time = Time,
        LatitudeDegrees = 39.75,
        LongitudeDegrees = -104.87,
        ElevationMetres = 1611,
        AirTemperatureK = 274.15,
        Precipitation6hMm = 0,
        Source = "day.csv",
        SourceRecord = 12,
        AirTemperatureFlag = QualityFlag.GrossError,
        FlagReason = "far from climatology",
    };

    /// <summary>A reading of whatever a property test draws.</summary>
    public static StationReading ReadingOf(string station, DateTimeOffset? time, double?[] values, string reason, byte flag, long line, string source)
    {
        double? Value(int index) => index < values.Length ? values[index] : null;
        return new StationReading
        {
            StationId = Text(station),
            Time = time?.ToUniversalTime(),
            LatitudeDegrees = Value(0),
            LongitudeDegrees = Value(1),
            ElevationMetres = Value(2),
            AirTemperatureK = Value(3),
            Precipitation6hMm = Value(4),
            DewPointK = Value(5),
            SurfacePressurePa = Value(6),
            WindSpeedMetresPerSecond = Value(7),
            WindFromDirectionDegrees = Value(8),
            Source = Text(source),
            SourceRecord = line,
            Correction = flag % 3,
            Flag = (QualityFlag)(flag % 9),
            AirTemperatureFlag = (QualityFlag)(flag % 7),
            PrecipitationFlag = (QualityFlag)(flag % 5),
            FlagReason = Text(reason),
        };
    }

    /// <summary>What of a text UTF-8 can carry.</summary>
    public static string Text(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);

    public static SatelliteFrame Frame { get; } = new()
    {
        Platform = "noaa-11",
        Quantity = FrameQuantity.OutgoingLongwaveFlux,
        Time = Time,
        Rows = 2,
        Columns = 3,
        Values = [240, 241.5f, float.NaN, 260, 261, 262],
        ValidFraction = [1, 1, 0, 0.5f, 1, 1],
        SampleCount = [4, 4, 0, 2, 4, 4],
        Source = "olr.nc#3",
    };

    public static TemperatureProfile Profile { get; } = new()
    {
        StationId = "0-20000-0-10007",
        Time = Time,
        LatitudeDegrees = 47.1,
        LongitudeDegrees = -8.5,
        ElevationMetres = 431,
        Levels = [new(85_000, 274.05f), new(70_000, 265.5f), new(50_000, 190, QualityFlag.OutOfRange), new(30_000, float.NaN, QualityFlag.Missing)],
        Correction = 1,
        Source = "day.bufr",
        SourceRecord = 12,
        FlagReason = "one level out of range",
    };

    public static CycleState State { get; } = new(Cycle, "abcd", new byte[] { 1, 2, 3 });

    public static WindowResume Resume { get; } = new(
        Cycle.Index, [new PartitionOffset(new SourcePartition("slams.readings", 0), 120), new PartitionOffset(new SourcePartition("slams.readings", 1), 0)], 2);

    public static WindowResume ResumeAfterRevision { get; } = Resume with
    {
        LastPublished = Cycle.Index + 1,
        Revisable = [new RevisableCycle(Cycle.Index, [new PartitionOffset(new SourcePartition("slams.readings", 0), 5)])],
    };

    public static Analysis Analysis { get; } = new()
    {
        Cycle = Cycle,
        Grid = new StateGrid(new LatLonGrid([-45, 45], [0, 180]), [25_000, 85_000]),
        MeanK = [220, 221, 222, 223, 280, 281, 282, 283],
        SpreadK = [1, 1, 1, 1, 2, 2, 2, 2],
        MembersK = [[219, 220, 221, 222, 279, 280, 281, 282], [221, 222, 223, 224, 281, 282, 283, 284]],
        Departures = [new StationDeparture("A", 1.5, 2.5, 270, 269, 269.5f, 0.5f, 268, QualityFlag.Passive)],
        Provenance = new AnalysisProvenance
        {
            RunId = "live",
            ModelId = "m",
            ModelHash = "abcd",
            ConfigurationHash = "ef",
            Seed = -7,
            Members = 2,
            Revision = 1,
            SoftwareVersion = "0.1.0",
            InputCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 3, ["reading.Passive"] = 1 },
            InputOffsets = new SortedDictionary<string, string> { ["slams.readings/0"] = "120-245" },
        },
    };

    /// <summary>The same with everything that is told of observations.</summary>
    public static Analysis AnalysisWithFeedback { get; } = Analysis with
    {
        Departures = [Analysis.Departures[0] with { Use = new ObservationUse(1, 0, 123.5f, -1800) { Correction = -0.5f }, BackgroundErrorK = 0.75f, Reason = "withheld for verification" }],
        Precipitation = [new PrecipitationDeparture("A", 1.5, 2.5, 0.5f, 0.25f, 0.375f, 0.125f, 1, QualityFlag.Assimilated, new ObservationUse(0.2f, 0.75f, 123.5f, -1800))],
        Longwave = new LongwaveDepartures
        {
            Background = [240, 241, 242, 243],
            Analysis = [239, 240, 241, 242],
            AnalysisSpread = [1, 2, 3, 4],
            Climatology = [230, 231, 232, 233],
            Error = 5,
            Frames = [new LongwaveFrame("noaa-11", Time, QualityFlag.Assimilated, [238, float.NaN, 240, 241], [1, 0, 0.5f, 1])],
        },
    };

    public static ProfileDeparture ProfileDeparture { get; } = new(
        "0-20000-0-10007", 47.1, -8.5, 85_000, 274, 273, 273.5f, 0.5f, 270, 1.5f, QualityFlag.Assimilated, "why", new ObservationUse(0.75f, 1, 123.5f, -1800));

    public static MemberJob Job { get; } = new()
    {
        Conditions = new MemberConditions("abcd", "CPUExecutionProvider", "slams 0.1.0", "X64 512 bit"),
        Seed = ulong.MaxValue - 1,
        FirstMember = 4,
        Members = 3,
        Steps = 5,
        GuidanceIterations = 2,
        GuidanceLevel = 0.5,
        GuidanceLowestLevel = 0.125,
        Mean = [1, -2.5f, float.NaN],
        LogSpread = [0, -1, -2],
        Guided = [new GuidedTemperature(new BilinearStencil(0, 1, 2, 3, 0.125f, 0.375f, 0.25f, 0.25f), 7, 1.5f, 0, -3), new GuidedTemperature(new BilinearStencil(1, 2, 3, 0, 1, 0, 0, 0), 2, 0.5f, 0.25f, 2)],
    };

    public static MemberSamples MemberSamples { get; } = new(Job.Id, [[1, 2, 3], [4, 5, 6], [-7, 8, float.PositiveInfinity]]);

    /// <summary>What a record looks like when it is read back.</summary>
    public static StoredRecord Stored(LogRecord record, string topic = "t", int partition = 0, long offset = 5) =>
        new(topic, partition, offset, record.Key, record.Value, record.Timestamp, record.Headers);
}
