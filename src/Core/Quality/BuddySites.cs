using Slams.Core.Grids;

namespace Slams.Core.Quality;

/// <summary>
/// Innovations by the place they come from, and each place's neighbours. All reports of a place are one witness, whatever stations they name: a sensor
/// that reports under two names is not two.
/// </summary>
internal sealed class BuddySites
{
    // About a kilometre.
    private const double PlacesPerDegree = 100;

    // So that the next nearest takes the place of one that is rejected, as if that had not been there.
    private const int Spare = 2;
    private readonly int _asked;
    private readonly IReadOnlyList<Innovation> _innovations;
    private readonly List<List<int>> _readings = [];
    private readonly List<int> _first = [];
    private readonly NearestSites _nearest;
    private readonly int[][] _neighbours;
    private readonly int[][] _linked;
    private readonly double[] _departures;

    public BuddySites(IReadOnlyList<Innovation> innovations, InnovationCheckOptions options)
    {
        (_innovations, _asked) = (innovations, options.Neighbours);
        var places = new Dictionary<(long, long), int>();
        for (var i = 0; i < innovations.Count; i++)
        {
            if (!double.IsFinite(innovations[i].Normalised))
            {
                continue;
            }

            if (!places.TryGetValue(PlaceOf(innovations[i]), out var site))
            {
                places.Add(PlaceOf(innovations[i]), site = _readings.Count);
                _readings.Add([]);
                _first.Add(i);
            }

            _readings[site].Add(i);
        }

        _departures = [.. _readings.Select(Mean)];
        _nearest = new NearestSites(
            [.. _first.Select(i => innovations[i].LatitudeDegrees)], [.. _first.Select(i => innovations[i].LongitudeDegrees)]);
        var chord = 2 * Math.Sin(Math.Min(Math.PI / 2, options.LengthKm / GreatCircle.EarthRadiusKm));
        _neighbours = [.. Enumerable.Range(0, Count).Select(site => _nearest.Of(site, Spare * options.Neighbours, chord, other => Of(other).StationId == Of(site).StationId))];
        _linked = Links(_neighbours);
    }

    public int Count => _readings.Count;

    /// <summary>Readings of a site that are left.</summary>
    public IReadOnlyList<int> Readings(int site) => _readings[site];

    /// <summary>The nearest neighbours that still have a reading.</summary>
    public List<int> Witnesses(int site) => [.. _neighbours[site].Where(other => _readings[other].Count > 0).Take(_asked)];

    /// <summary>Sites that are a neighbour of this one, or of which it is a neighbour.</summary>
    public int[] Linked(int site) => _linked[site];

    /// <summary>Mean departure of what is left.</summary>
    public double Departure(int site) => _departures[site];

    public double Error(int site) => Of(site).BackgroundError;

    public double ObservationError(int site) => Of(site).ObservationError;

    public double Normalised(int site) => _departures[site] / Of(site).Expected;

    public double DistanceKm(int one, int other) => 2 * GreatCircle.EarthRadiusKm * Math.Asin(Math.Min(1, _nearest.Chord(one, other) / 2));

    /// <summary>The reading of a site with the greatest badness above 0, the first of equal ones; null without.</summary>
    public int? Worst(int site, double[] badness)
    {
        int? worst = null;
        foreach (var reading in _readings[site])
        {
            worst = badness[reading] > (worst is { } known ? badness[known] : 0) ? reading : worst;
        }

        return worst;
    }

    /// <summary>Takes a reading out.</summary>
    public void Remove(int site, int reading)
    {
        _readings[site].Remove(reading);
        _departures[site] = Mean(_readings[site]);
    }

    private static (long, long) PlaceOf(Innovation innovation)
    {
        var turn = innovation.LongitudeDegrees - (360 * Math.Floor(innovation.LongitudeDegrees / 360));
        return ((long)Math.Round(innovation.LatitudeDegrees * PlacesPerDegree), (long)Math.Round(turn * PlacesPerDegree) % (360 * (long)PlacesPerDegree));
    }

    private static int[][] Links(int[][] neighbours)
    {
        var links = neighbours.Select(of => new SortedSet<int>(of)).ToArray();
        for (var site = 0; site < neighbours.Length; site++)
        {
            foreach (var other in neighbours[site])
            {
                links[other].Add(site);
            }
        }

        return [.. links.Select(of => of.ToArray())];
    }

    private Innovation Of(int site) => _innovations[_first[site]];

    private double Mean(List<int> readings) => readings.Count == 0 ? 0 : readings.Average(i => _innovations[i].Departure);
}
