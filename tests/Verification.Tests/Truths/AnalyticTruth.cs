using Slams.Core.Grids;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Truths;

/// <summary>A small truth given by formulas: smooth temperature, rain in the northern half only.</summary>
internal sealed class AnalyticTruth(int states) : ITruth
{
    public StateGrid Grid { get; } = new(TestGrids.Regular(16, 30), [50_000, 85_000]);

    public IReadOnlyList<DateTimeOffset> Times { get; } =
        [.. Enumerable.Range(0, states).Select(i => new DateTimeOffset(1987, 1, 12, 0, 0, 0, TimeSpan.Zero).AddHours(6 * i))];

    public float[] TemperatureK(int timeIndex) =>
        [.. Grid.PressureLevelsPa.SelectMany(p => Surface(timeIndex).Select(t => t - 30 + (float)(p / 5000)))];

    public float[] NearSurfaceTemperatureK(int timeIndex) => Surface(timeIndex);

    public float[] OutgoingLongwaveFlux(int timeIndex) =>
        TestGrids.Field(Grid.Horizontal, (latitude, _) => 260 - (latitude * latitude / 100) + timeIndex);

    public float[] Precipitation6hMm(int timeIndex) =>
        TestGrids.Field(Grid.Horizontal, (latitude, _) => latitude > 0 ? 4 : 0);

    public void Dispose()
    {
    }

    private float[] Surface(int timeIndex) => TestGrids.Field(
        Grid.Horizontal,
        (latitude, longitude) => 290 - (latitude * latitude / 150) + (3 * Math.Sin((longitude - (4 * timeIndex)) * Math.PI / 90)));
}
