using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Windows;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Networks;

namespace Slams.Assimilator.Observability;

/// <summary>
/// How good the newest analysis is, and what its window held. Each is of the last first analysis of a cycle: a revision of an older one
/// would take its place.
/// </summary>
public sealed class AnalysisMetrics
{
    private readonly AnalystOptions _options;
    private readonly ModelMetrics _model;
    private readonly WindowFill _fill;
    private readonly DepartureGauges _temperature, _precipitation, _profiles, _longwave;
    private readonly Gauge _spread;
    private readonly StationMetrics _stations;
    private readonly PlatformMetrics _platforms;
    private readonly Counter _rejected, _rejectedOfProfiles;

    /// <summary>Registers the metrics.</summary>
    public AnalysisMetrics(CollectorRegistry registry, IOptions<AnalystOptions> options)
    {
        var make = Metrics.WithCustomRegistry(registry);
        _options = options.Value;
        _model = new ModelMetrics(make);
        _fill = new WindowFill(make);
        _temperature = new DepartureGauges(make, Modality.Temperature, "temperature", "_kelvin", "in K");
        _precipitation = new DepartureGauges(make, Modality.Precipitation, "precipitation_log", "", "of log(1 + mm in six hours)");
        _profiles = new DepartureGauges(make, Modality.Profiles, "profile_temperature", "_kelvin", "in K");
        _longwave = new DepartureGauges(make, Modality.Longwave, "longwave", "_watts_per_square_meter", "in W m-2");
        _spread = make.CreateGauge("slams_ensemble_spread_kelvin", "Ensemble standard deviation of the air temperature, averaged over the area.", "level", "region");
        _rejected = make.CreateCounter(
            "slams_temperatures_rejected_total", "Station temperatures that passed the checks of ingest and were rejected by those against background, neighbours and the history of their stations.", "flag");
        _rejectedOfProfiles = make.CreateCounter(
            "slams_profile_temperatures_rejected_total", "Temperatures of profiles that passed the checks of ingest and were rejected by those against background and neighbours.", "flag");
        foreach (var flag in Enum.GetValues<QualityFlag>().Where(flag => flag.IsAgainstField()))
        {
            _rejected.WithLabels(flag.ToString());
            if (flag != QualityFlag.History)
            {
                _rejectedOfProfiles.WithLabels(flag.ToString());
            }
        }

        _stations = new StationMetrics(make);
        _platforms = new PlatformMetrics(make);
    }

    /// <summary>The model is loaded.</summary>
    public void Loaded(ICycleAnalyst analyst) => _model.Loaded(analyst, _options.Provider, () => ExecutionProviders.CudaIsBuiltIn);

    /// <summary>A cycle was committed.</summary>
    /// <param name="window">Its window.</param>
    /// <param name="analysis">Its analysis, which may have failed.</param>
    public void Committed(ClosedWindow<Observation> window, Analysis analysis)
    {
        if (window.Revision > 0)
        {
            return;
        }

        var rejected = 0;
        foreach (var departure in analysis.Departures.Where(departure => departure.Flag.IsAgainstField()))
        {
            rejected++;
            _rejected.WithLabels(departure.Flag.ToString()).Inc();
        }

        foreach (var departure in analysis.Profiles.Where(departure => departure.Flag.IsAgainstField()))
        {
            _rejectedOfProfiles.WithLabels(departure.Flag.ToString()).Inc();
        }

        _fill.Closed(window, rejected);
        _platforms.Closed(window);
        _stations.Closed(window, analysis.Departures);
        if (analysis.Failure is null && analysis.Grid.HasFields)
        {
            Fit(analysis);
            Spread(analysis);
        }
    }

    private void Fit(Analysis analysis)
    {
        var sums = new DepartureSums();
        foreach (var d in analysis.Departures)
        {
            sums.Add(d.Flag, d.LatitudeDegrees, d.ObservedK - d.BackgroundK, d.ObservedK - d.AnalysisK, d.AnalysisSpreadK, d.Use?.Error ?? float.NaN);
        }

        _temperature.Set(sums);
        sums = new DepartureSums();
        foreach (var d in analysis.Precipitation)
        {
            sums.Add(d.Flag, d.LatitudeDegrees, d.Observed - d.Background, d.Observed - d.Analysis, d.AnalysisSpread, d.Use.Error);
        }

        _precipitation.Set(sums);
        sums = new DepartureSums();
        foreach (var d in analysis.Profiles)
        {
            sums.Add(d.Flag, d.LatitudeDegrees, d.ObservedK - d.BackgroundK, d.ObservedK - d.AnalysisK, d.AnalysisSpreadK, d.Use.Error);
        }

        _profiles.Set(sums);
        sums = new DepartureSums();
        foreach (var frame in analysis.Longwave?.Frames ?? [])
        {
            Add(sums, frame, analysis.Longwave!, analysis.Grid.Horizontal);
        }

        _longwave.Set(sums);
        _platforms.Fitted(analysis.Longwave, analysis.Grid.Horizontal);
    }

    private static void Add(DepartureSums sums, LongwaveFrame frame, LongwaveDepartures longwave, LatLonGrid grid)
    {
        for (var cell = 0; cell < frame.Observed.Length; cell++)
        {
            var observed = frame.Observed[cell];
            sums.Add(
                frame.Flag, grid.LatitudesDegrees[cell / grid.Columns], observed - longwave.Background[cell], observed - longwave.Analysis[cell],
                longwave.AnalysisSpread[cell], frame.Error ?? longwave.Error);
        }
    }

    private void Spread(Analysis analysis)
    {
        var grid = analysis.Grid.Horizontal;
        for (var level = 0; level < analysis.Grid.PressureLevelsPa.Count; level++)
        {
            var name = FormattableString.Invariant($"{analysis.Grid.PressureLevelsPa[level] / 100:0.##}");
            foreach (var region in Region.All)
            {
                var (sum, weight) = (0.0, 0.0);
                for (var row = 0; row < grid.Rows; row++)
                {
                    if (!region.Contains(grid.LatitudesDegrees[row]))
                    {
                        continue;
                    }

                    foreach (var value in analysis.SpreadK.AsSpan((level * grid.CellCount) + (row * grid.Columns), grid.Columns))
                    {
                        sum += value * grid.RowWeights[row];
                        weight += grid.RowWeights[row];
                    }
                }

                _spread.WithLabels(name, region.Name).Set(sum / weight);
            }
        }
    }
}
