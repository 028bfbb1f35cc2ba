namespace Slams.Core.Quality;

/// <summary>
/// Holds each innovation against what its neighbours make likely: optimal interpolation of their innovations with a correlation that falls with
/// distance (Lorenc 1981, Mon. Wea. Rev. 109, 701–721). Of observations that contradict each other the worst go first and are witnesses no more, so
/// that their neighbours stay. Where most of a neighbourhood departs from the background, it is the background that is wrong: its error
/// is taken to be as large as the neighbours show, and what the background check suspects is kept where enough neighbours agree.
/// The cost grows with n log n in the number n of places: what is rejected makes its own place and those near it be judged again, and no others.
/// </summary>
/// <param name="options">Limits.</param>
public sealed class BuddyCheck(InnovationCheckOptions options)
{
    // Share of the background's error variance that neighbours share. The rest is of scales that none of them sees: it keeps a sharp front, or a correlation
    // that is not as assumed, from being taken for an error of the station.
    private const double Shared = 0.7;

    // From the median of absolute normal numbers to their standard deviation.
    private const double MedianToDeviation = 1.4826;

    /// <summary>Judges innovations; findings come in their order.</summary>
    /// <param name="innovations">The innovations; those not finite are neither judged nor asked.</param>
    /// <param name="suspected">For each whether the background check suspects it.</param>
    public BuddyFinding[] Judge(IReadOnlyList<Innovation> innovations, IReadOnlyList<bool> suspected)
    {
        var sites = new BuddySites(innovations, options);
        var found = new BuddyFinding[innovations.Count];
        var badness = new double[innovations.Count];
        var worst = new int?[sites.Count];
        var stale = Enumerable.Range(0, sites.Count).ToHashSet();
        while (true)
        {
            foreach (var site in stale)
            {
                Evaluate(sites, site, innovations, suspected, found, badness);
                worst[site] = sites.Worst(site, badness);
            }

            // Elsewhere nothing has changed. All is decided before anything is taken out: which place is looked at first must not matter.
            var rejected = stale.SelectMany(site => sites.Linked(site).Prepend(site)).Distinct()
                .Select(site => (Site: site, Readings: WorseThanRivals(site))).Where(of => of.Readings.Count > 0).ToList();
            if (rejected.Count == 0)
            {
                return found;
            }

            stale.Clear();
            foreach (var (site, readings) in rejected)
            {
                foreach (var reading in readings)
                {
                    found[reading] = found[reading] with { Rejected = true };
                }

                sites.Remove(site, readings);
                stale.Add(site);
                stale.UnionWith(sites.Linked(site));
            }
        }

        // All reports of a place go at once that are worse than what its neighbours have. One by one they would keep each other's neighbours waiting, and none is
        // judged by another of its place.
        HashSet<int> WorseThanRivals(int site)
        {
            if (worst[site] is not { } first)
            {
                return [];
            }

            int? rival = null;
            foreach (var other in sites.Linked(site))
            {
                rival = worst[other] is { } its && (rival is not { } known || IsWorse(its, known)) ? its : rival;
            }

            return rival is not { } limit ? [.. sites.Readings(site).Where(reading => badness[reading] > 0)]
                : IsWorse(first, limit) ? [.. sites.Readings(site).Where(reading => IsWorse(reading, limit))]
                : [];
        }

        bool IsWorse(int one, int other) => badness[one] > badness[other] || (badness[one] == badness[other] && one < other);
    }

    private void Evaluate(
        BuddySites sites, int site, IReadOnlyList<Innovation> innovations, IReadOnlyList<bool> suspected, BuddyFinding[] found, double[] badness)
    {
        if (sites.Readings(site).Count == 0)
        {
            return;
        }

        var witnesses = sites.Witnesses(site);
        var (estimate, variance) = Estimate(sites, site, witnesses, Inflation(sites, witnesses));
        foreach (var reading in sites.Readings(site))
        {
            var innovation = innovations[reading];
            var agreeing = witnesses.Count(other => sites.Departure(other) * Math.Sign(innovation.Departure) >= Math.Abs(innovation.Departure) / 2);
            var error = Math.Sqrt(variance + (innovation.ObservationError * innovation.ObservationError));
            found[reading] = new BuddyFinding(false, estimate, error, witnesses.Count, agreeing);
            var apart = Math.Abs(found[reading].Normalised(innovation.Departure));
            badness[reading] = suspected[reading] && agreeing < options.Agreeing ? Math.Abs(innovation.Normalised)
                : witnesses.Count >= options.Agreeing && apart > options.BuddyDeviations ? apart
                : 0;
        }
    }

    // The median, so that one gross error among the neighbours does not pass for a wrong background.
    private static double Inflation(BuddySites sites, List<int> witnesses)
    {
        if (witnesses.Count == 0)
        {
            return 1;
        }

        var sizes = witnesses.Select(site => Math.Abs(sites.Normalised(site))).Order().ToArray();
        return Math.Max(1, MedianToDeviation * (sizes[(sizes.Length - 1) / 2] + sizes[sizes.Length / 2]) / 2);
    }

    /// <summary>Departure at a site that its witnesses make likely, and the variance of the background about it.</summary>
    /// <param name="sites">The sites.</param>
    /// <param name="site">The site.</param>
    /// <param name="witnesses">Its witnesses.</param>
    /// <param name="inflation">Factor on the standard deviation of the shared part of the background's error; the variance of the rest grows by as much.</param>
    private (double Estimate, double Variance) Estimate(BuddySites sites, int site, List<int> witnesses, double inflation)
    {
        var n = witnesses.Count;
        var (matrix, covariance, weights) = (new double[n * n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            covariance[i] = weights[i] = Covariance(site, witnesses[i]);
            for (var j = 0; j < i; j++)
            {
                matrix[(i * n) + j] = Covariance(witnesses[i], witnesses[j]);
            }

            matrix[(i * n) + i] = Variance(witnesses[i]) + (sites.ObservationError(witnesses[i]) * sites.ObservationError(witnesses[i]));
        }

        SmallCholesky.Solve(matrix, weights);
        var (estimate, explained) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            estimate += weights[i] * sites.Departure(witnesses[i]);
            explained += weights[i] * covariance[i];
        }

        return (estimate, Math.Max(0, Variance(site) - explained));

        double Covariance(int one, int other)
        {
            var x = sites.DistanceKm(one, other) / options.LengthKm;
            return Shared * inflation * inflation * sites.Error(one) * sites.Error(other) * (1 + x) * Math.Exp(-x);
        }

        double Variance(int one) => ((Shared * inflation * inflation) + ((1 - Shared) * inflation)) * sites.Error(one) * sites.Error(one);
    }
}
