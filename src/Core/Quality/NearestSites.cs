namespace Slams.Core.Quality;

/// <summary>Finds the nearest of many places on the sphere: a k-d tree of unit vectors, whose cost goes with the number that is asked for and not with how many crowd.</summary>
internal sealed class NearestSites
{
    private readonly double[][] _points;
    private readonly int[] _order;

    /// <summary>Builds the tree.</summary>
    /// <param name="latitudes">Degrees north.</param>
    /// <param name="longitudes">Degrees east, any convention.</param>
    public NearestSites(IReadOnlyList<double> latitudes, IReadOnlyList<double> longitudes)
    {
        _points = [.. latitudes.Select((latitude, i) => Vector(latitude, longitudes[i]))];
        _order = [.. Enumerable.Range(0, _points.Length)];
        Build(0, _order.Length, 0);
    }

    /// <summary>Straight distance of two places through the sphere, in radii.</summary>
    public double Chord(int one, int other) => Math.Sqrt(Squared(_points[one], _points[other]));

    /// <summary>The places nearest to one of them, itself left out, nearest first; of equally near ones that of the smaller number.</summary>
    /// <param name="site">The place.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="chord">How far at most, in radii.</param>
    public int[] Of(int site, int count, double chord)
    {
        var found = new List<(double Squared, int Site)>(count + 1);
        Search(0, _order.Length, 0);
        return [.. found.Select(one => one.Site)];

        void Search(int from, int to, int axis)
        {
            if (from >= to)
            {
                return;
            }

            var middle = (from + to) / 2;
            var at = _order[middle];
            if (at != site && Squared(_points[site], _points[at]) is var squared && squared <= chord * chord)
            {
                var place = found.BinarySearch((squared, at));
                found.Insert(~place, (squared, at));
                if (found.Count > count)
                {
                    found.RemoveAt(count);
                }
            }

            var beyond = _points[site][axis] - _points[at][axis];
            var next = (axis + 1) % 3;
            var (nearFrom, nearTo, farFrom, farTo) = beyond < 0 ? (from, middle, middle + 1, to) : (middle + 1, to, from, middle);
            Search(nearFrom, nearTo, next);
            var reach = found.Count == count ? found[^1].Squared : chord * chord;
            if (beyond * beyond <= reach)
            {
                Search(farFrom, farTo, next);
            }
        }
    }

    private static double[] Vector(double latitude, double longitude)
    {
        var (phi, lambda) = (latitude * Math.PI / 180, longitude * Math.PI / 180);
        return [Math.Cos(phi) * Math.Cos(lambda), Math.Cos(phi) * Math.Sin(lambda), Math.Sin(phi)];
    }

    private static double Squared(double[] one, double[] other)
    {
        var (x, y, z) = (one[0] - other[0], one[1] - other[1], one[2] - other[2]);
        return (x * x) + (y * y) + (z * z);
    }

    private void Build(int from, int to, int axis)
    {
        if (to - from < 2)
        {
            return;
        }

        Array.Sort(_order, from, to - from, Comparer<int>.Create((one, other) =>
            _points[one][axis].CompareTo(_points[other][axis]) is var byPlace and not 0 ? byPlace : one.CompareTo(other)));
        var middle = (from + to) / 2;
        Build(from, middle, (axis + 1) % 3);
        Build(middle + 1, to, (axis + 1) % 3);
    }
}
