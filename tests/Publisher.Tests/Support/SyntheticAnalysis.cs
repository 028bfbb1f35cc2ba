using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Publisher.Tests.Support;

/// <summary>Analyses with the looks of an atmosphere: warm tropics, waves, stations with errors.</summary>
internal static class SyntheticAnalysis
{
    private static readonly double[] PressuresPa = [3000, 10000, 20000, 30000, 50000, 70000, 85000, 92500];
    private static readonly double[] TypicalK = [208, 207, 222, 237, 257, 272, 281, 285];

    public static StateGrid Grid { get; } = new(
        new LatLonGrid(
            [.. Enumerable.Range(0, 48).Select(row => -87.21649 + (row * 2 * 87.21649 / 47))],
            [.. Enumerable.Range(0, 96).Select(column => column * 3.75)]),
        PressuresPa);

    public static Cycle CycleAt(int number) => CycleSchedule.SixHourly.CycleAt(
        new DateTimeOffset(1987, 1, 11, 6, 0, 0, TimeSpan.Zero) + (number * CycleSchedule.SixHourly.Interval));

    /// <summary>Cycle number <paramref name="number"/> from 11 January 1987, 06 UTC.</summary>
    public static Analysis Make(int number, int revision = 0, int stations = 60, string runId = "test", int members = 0)
    {
        var cycle = CycleAt(number);
        var mean = new float[Grid.ValueCount];
        var spread = new float[Grid.ValueCount];
        for (var level = 0; level < PressuresPa.Length; level++)
        {
            for (var cell = 0; cell < Grid.Horizontal.CellCount; cell++)
            {
                var (latitude, longitude) = Radians(cell);
                var index = (level * Grid.Horizontal.CellCount) + cell;
                mean[index] = (float)(TypicalK[level] + (level > 2 ? 22 * (Math.Cos(2 * latitude) - 0.2) : 0)
                    + (4 * Math.Cos(latitude) * Math.Cos(latitude) * Math.Sin((4 * longitude) + (3 * latitude) + (0.5 * number))) + revision);
                spread[index] = (float)(0.3 + (0.9 * Math.Pow(Math.Sin(latitude), 2)) + (0.3 * Math.Cos(3 * longitude)));
            }
        }

        return new Analysis
        {
            Cycle = cycle,
            Grid = Grid,
            MeanK = mean,
            SpreadK = spread,
            MembersK = [.. Enumerable.Range(0, members).Select(member => mean.Select(value => value + member).ToArray())],
            Departures = [.. Enumerable.Range(0, stations).Select(station => Departure(station, mean))],
            Provenance = new AnalysisProvenance
            {
                RunId = runId,
                ModelId = "synthetic-1",
                ModelHash = new string('a', 64),
                ConfigurationHash = new string('b', 64),
                Seed = 1,
                Members = 16,
                Revision = revision,
                SoftwareVersion = "0.1.0",
                InputCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 50, ["reading.GrossError"] = 3, ["reading.Passive"] = 6 },
                InputOffsets = new SortedDictionary<string, string> { ["slams.readings/0"] = $"{number * 100}-{(number * 100) + 99}" },
            },
        };
    }

    /// <summary>The same of a cycle that could not be analysed, as the assimilator publishes it.</summary>
    public static Analysis Failed(int number, int revision = 0)
    {
        float[] nothing = [.. Enumerable.Repeat(float.NaN, Grid.ValueCount)];
        return Make(number, revision, stations: 0) with { Failure = "no model", MeanK = nothing, SpreadK = nothing };
    }

    /// <summary>An analysis with departures of precipitation and of two longwave frames, of which the second saw the first row alone.</summary>
    public static Analysis WithAllFeedback(Analysis analysis)
    {
        var cells = Grid.Horizontal.CellCount;
        float[] Field(float start) => [.. Enumerable.Range(0, cells).Select(cell => start + (cell % 32))];
        LongwaveFrame Frame(string platform, int seen, float weight) => new(
            platform, analysis.Cycle.Time.AddHours(-1), QualityFlag.Assimilated, [.. Field(240).Select((value, cell) => cell < seen ? value : float.NaN)],
            [.. Enumerable.Range(0, cells).Select(cell => cell < seen ? weight : 0)]);
        return analysis with
        {
            Precipitation =
            [
                .. analysis.Departures.Select((d, i) => new PrecipitationDeparture(
                    d.StationId, d.LatitudeDegrees, d.LongitudeDegrees, i * 0.25f, i * 0.5f, i * 0.375f, 0.125f, 1, d.Flag, d.Use! with { Error = 0.25f })),
            ],
            Longwave = new LongwaveDepartures
            {
                Background = Field(238),
                Analysis = Field(239),
                AnalysisSpread = Field(1),
                Climatology = Field(230),
                Error = 5,
                Frames = [Frame("noaa-11", cells, 0.5f), Frame("noaa-12", Grid.Horizontal.Columns, 0.25f)],
            },
        };
    }

    private static StationDeparture Departure(int station, float[] mean)
    {
        var latitude = Math.Asin((2 * CounterRandom.Uniform(7, 0, (ulong)station)) - 1) * 180 / Math.PI;
        var longitude = (360 * CounterRandom.Uniform(7, 1, (ulong)station)) - 180;
        var noise = new float[4];
        CounterRandom.FillNormal(7, 100 + (ulong)station, noise);
        var surface = mean.AsSpan(7 * Grid.Horizontal.CellCount, Grid.Horizontal.CellCount);
        var analysis = Grid.Horizontal.Interpolate(latitude, longitude).Apply(surface);
        var flag = (station % 20) switch { 0 => QualityFlag.GrossError, 1 or 2 => QualityFlag.Passive, _ => QualityFlag.Assimilated };
        var observed = analysis + (flag == QualityFlag.GrossError ? 25 : noise[0]);
        return new StationDeparture(
            $"0-20000-0-{10000 + station}", latitude, longitude, observed, analysis + noise[1], analysis, 0.5f, analysis + (3 * noise[2]), flag)
        {
            Use = new ObservationUse(1, flag == QualityFlag.Assimilated ? 1 : 0, 10 + station, -60 * station),
        };
    }

    private static (double Latitude, double Longitude) Radians(int cell) => (
        Grid.Horizontal.LatitudesDegrees[cell / Grid.Horizontal.Columns] * Math.PI / 180,
        Grid.Horizontal.LongitudesDegrees[cell % Grid.Horizontal.Columns] * Math.PI / 180);
}
