using System.Globalization;
using Slams.Formats.Fields;

namespace Slams.Training.Preparation;

/// <summary>Target levels from those of a file: taken where the file has them, else interpolated linearly in the logarithm of pressure.</summary>
internal sealed class LevelSelection
{
    // Levels written in single precision, or rounded, are still the level that is meant.
    private const double Same = 1e-3;

    private LevelSelection((int Above, int Below, float Share)[] sources) => Sources = sources;

    /// <summary>For each target the two source levels round it and the share of the second; the same one twice where it was taken.</summary>
    public IReadOnlyList<(int Above, int Below, float Share)> Sources { get; }

    /// <summary>Finds the levels of a file.</summary>
    /// <exception cref="InvalidDataException">A target lies outside the file's levels.</exception>
    public static LevelSelection Of(FieldSeries series, IReadOnlyList<double> targetsPa)
    {
        var order = series.LevelsPa.Select((pa, index) => (pa, index)).OrderBy(l => l.pa).ToArray();
        return new LevelSelection([.. targetsPa.Select(Find)]);

        (int Above, int Below, float Share) Find(double target)
        {
            foreach (var (pa, index) in order)
            {
                if (Math.Abs(pa - target) <= Same * target)
                {
                    return (index, index, 0);
                }
            }

            var next = Array.FindIndex(order, l => l.pa > target);
            if (next <= 0)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{series.Path}', variable '{series.Variable}': level {target / 100} hPa lies outside its levels, {order[0].pa / 100} to {order[^1].pa / 100} hPa."));
            }

            var (above, below) = (order[next - 1], order[next]);
            return (above.index, below.index, (float)(Math.Log(target / above.pa) / Math.Log(below.pa / above.pa)));
        }
    }
}
