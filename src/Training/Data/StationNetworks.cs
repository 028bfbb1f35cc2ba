using Slams.Core.Grids;

namespace Slams.Training.Data;

/// <summary>
/// Draws random observing networks, so that no network of training is special: real sites, clustered land stations and
/// stations anywhere, from none to several thousand.
/// </summary>
public sealed class StationNetworks(LatLonGrid grid, float[] landFraction, IReadOnlyList<(double Latitude, double Longitude)> sites)
{
    /// <summary>Draws one network.</summary>
    public BilinearStencil[] Draw(Random random)
    {
        var count = DrawCount(random);
        var kind = random.NextDouble();
        var clusters = Enumerable.Range(0, 12).Select(_ => RandomPosition(random)).ToArray();
        var stations = new BilinearStencil[count];
        for (var i = 0; i < count; i++)
        {
            var (latitude, longitude) = kind < 0.5 && sites.Count > 0
                ? sites[random.Next(sites.Count)]
                : kind < 0.8 ? LandPosition(random, clusters) : RandomPosition(random);
            stations[i] = grid.Interpolate(latitude, longitude);
        }

        return stations;
    }

    /// <summary>Draws the standard network: 1,200 real sites.</summary>
    public BilinearStencil[] DrawStandard(Random random) =>
        [.. Enumerable.Range(0, 1200).Select(_ => sites[random.Next(sites.Count)]).Select(s => grid.Interpolate(s.Latitude, s.Longitude))];

    private static int DrawCount(Random random)
    {
        var choice = random.NextDouble();
        return choice < 0.08 ? 0
            : choice < 0.5 ? random.Next(900, 1500)
            : (int)Math.Exp(Math.Log(80) + (random.NextDouble() * Math.Log(4500.0 / 80)));
    }

    private static (double Latitude, double Longitude) RandomPosition(Random random) =>
        (Math.Asin((2 * random.NextDouble()) - 1) * 180 / Math.PI, 360 * random.NextDouble());

    private (double Latitude, double Longitude) LandPosition(Random random, (double Latitude, double Longitude)[] clusters)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var position = RandomPosition(random);
            if (random.NextDouble() < 0.5)
            {
                var centre = clusters[random.Next(clusters.Length)];
                position = (Math.Clamp(centre.Latitude + (20 * (random.NextDouble() - 0.5)), -90, 90),
                    centre.Longitude + (40 * (random.NextDouble() - 0.5)));
            }

            if (random.NextDouble() < landFraction[grid.NearestCell(position.Latitude, position.Longitude)] + 0.03)
            {
                return position;
            }
        }

        return RandomPosition(random);
    }
}
