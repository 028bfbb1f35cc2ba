using Slams.Core.Grids;

namespace Slams.Core.Quality;

/// <summary>
/// Innovations by the place they come from, and each place's neighbours. All reports of a place are one witness, whatever stations they name: a sensor
/// that reports under two names is not two. Nor are the places of a station that moves: the nearest of them speaks for it, and none for another of its own.
/// </summary>
internal sealed class BuddySites
{
    // So that the next nearest takes the place of one that is rejected, as if that had not been there.
    private const int Spare = 2;

    // Places looked at for each neighbour that is wanted: where many share a station's name there may be none for a long way.
    private const int Looked = 16;
    private readonly int _asked;
    private readonly IReadOnlyList<Innovation> _innovations;
    private readonly List<List<int>> _readings = [];
    private readonly List<HashSet<string>> _stations = [];
    private readonly NearestSites _nearest;
    private readonly int[][] _neighbours;
    private readonly int[][] _linked;
    private readonly Innovation[] _means;

    public BuddySites(IReadOnlyList<Innovation> innovations, InnovationCheckOptions options)
    {
        (_innovations, _asked) = (innovations, options.Neighbours);
        var places = new Dictionary<BuddyPlace, int>();
        for (var i = 0; i < innovations.Count; i++)
        {
            if (!double.IsFinite(innovations[i].Normalised))
            {
                continue;
            }

            var place = BuddyPlace.Of(innovations[i].LatitudeDegrees, innovations[i].LongitudeDegrees);
            if (!places.TryGetValue(place, out var site))
            {
                places.Add(place, site = _readings.Count);
                _readings.Add([]);
                _stations.Add(new HashSet<string>(StringComparer.Ordinal));
            }

            _readings[site].Add(i);
            _stations[site].Add(innovations[i].StationId);
        }

        _means = [.. _readings.Select(Mean)];
        var centres = places.OrderBy(place => place.Value).Select(place => place.Key).ToArray();
        _nearest = new NearestSites([.. centres.Select(centre => centre.LatitudeDegrees)], [.. centres.Select(centre => centre.LongitudeDegrees)]);
        var chord = Math.Min(2, 2 * options.LengthKm / GreatCircle.EarthRadiusKm);
        _neighbours = [.. Enumerable.Range(0, Count).Select(site => Neighbours(site, Spare * options.Neighbours, chord))];
        _linked = Links(_neighbours);
    }

    public int Count => _readings.Count;

    /// <summary>Readings of a site that are left.</summary>
    public IReadOnlyList<int> Readings(int site) => _readings[site];

    /// <summary>The nearest neighbours that still have a reading.</summary>
    public List<int> Witnesses(int site) => [.. _neighbours[site].Where(other => _readings[other].Count > 0).Take(_asked)];

    /// <summary>Sites that may be a witness for this one, or for which it may be one.</summary>
    public int[] Linked(int site) => _linked[site];

    /// <summary>Mean departure of what is left.</summary>
    public double Departure(int site) => _means[site].Departure;

    public double Error(int site) => _means[site].BackgroundError;

    public double ObservationError(int site) => _means[site].ObservationError;

    public double Normalised(int site) => _means[site].Normalised;

    /// <summary>Straight through the earth, for which the correlation is positive definite whatever its length; along the sphere it is not.</summary>
    public double DistanceKm(int one, int other) => GreatCircle.EarthRadiusKm * _nearest.Chord(one, other);

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

    /// <summary>Takes readings out.</summary>
    public void Remove(int site, HashSet<int> readings)
    {
        _readings[site].RemoveAll(readings.Contains);
        _means[site] = Mean(_readings[site]);
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

    // The nearest that have no station in common with the site nor with one that is nearer.
    private int[] Neighbours(int site, int wanted, double chord)
    {
        for (var count = wanted; ; count *= 4)
        {
            var nearest = _nearest.Of(site, count, chord);
            var (apart, known) = (new List<int>(wanted), new HashSet<string>(_stations[site], StringComparer.Ordinal));
            foreach (var other in nearest.Where(other => apart.Count < wanted && !known.Overlaps(_stations[other])))
            {
                apart.Add(other);
                known.UnionWith(_stations[other]);
            }

            if (apart.Count == wanted || nearest.Length < count || count >= Looked * wanted)
            {
                return [.. apart];
            }
        }
    }

    private Innovation Mean(List<int> readings) => readings.Count == 0 ? default : new Innovation(
        "", 0, 0, readings.Average(i => _innovations[i].Departure), readings.Average(i => _innovations[i].BackgroundError),
        readings.Average(i => _innovations[i].ObservationError));
}
