using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>Grids a window's observations as the analysis network sees them, and tells what share each had in it.</summary>
internal sealed class ObservationGridder(ModelFolder model, AnalystOptions options)
{
    /// <summary>Modalities of <see cref="GriddedObservations"/>.</summary>
    public const int Temperature = 0, Precipitation = 1, Longwave = 2;

    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly StateScaling _scaling = model.Climatology.Scaling;

    /// <summary>Grids temperatures, precipitation and the window's frames; of the first two what is flagged is left out.</summary>
    public GriddedObservations Grid(
        CycleObservations observations, IEnumerable<StationTemperature> temperatures, IEnumerable<StationPrecipitation> precipitation)
    {
        var gridded = new GriddedObservations(model.Climatology.Grid.Horizontal);
        foreach (var station in temperatures.Where(station => station.Flag == QualityFlag.Assimilated))
        {
            gridded.Add(Temperature, station.At, (station.ObservedK - station.ClimatologyK) / Deviation(station), PrecisionOf(station));
        }

        foreach (var station in precipitation.Where(station => station.Flag == QualityFlag.Assimilated))
        {
            gridded.Add(Precipitation, station.At, station.Anomaly, station.Precision);
        }

        var climatology = _scaling.Climatology(_channels.OutgoingLongwave).FieldAt(observations.Cycle.Time);
        var precision = LongwavePrecision(observations);
        foreach (var frame in observations.Frames.Where(frame => frame.Flag == QualityFlag.Assimilated && Fits(frame)))
        {
            for (var cell = 0; cell < climatology.Length; cell++)
            {
                if (Saw(frame, cell))
                {
                    var anomaly = (frame.Values[cell] - climatology[cell]) / _scaling.DeviationAt(_channels.OutgoingLongwave, cell);
                    gridded.Add(Longwave, cell, anomaly, precision.Of(frame, cell));
                }
            }
        }

        return gridded;
    }

    /// <summary>(σ_channel / σ_observation)² of a station temperature.</summary>
    public float PrecisionOf(StationTemperature station)
    {
        var ratio = (float)station.ErrorK / Deviation(station);
        return 1 / (ratio * ratio);
    }

    /// <summary>The same of the longwave frames of a window.</summary>
    public LongwavePrecision LongwavePrecision(CycleObservations observations) => new(
        observations.Frames.Where(frame => frame.Flag == QualityFlag.Assimilated && Fits(frame)),
        cell => _scaling.DeviationAt(_channels.OutgoingLongwave, cell), (float)options.LongwaveErrorWattsPerSquareMetre);

    /// <summary>Whether a frame is longwave on the model's grid.</summary>
    public bool Fits(SatelliteFrame frame) =>
        frame.Quantity == FrameQuantity.OutgoingLongwaveFlux && frame.Values.Length == model.Climatology.Grid.Horizontal.CellCount;

    /// <summary>Whether a frame saw at least half of a cell.</summary>
    public static bool Saw(SatelliteFrame frame, int cell) => float.IsFinite(frame.Values[cell]) && frame.ValidFraction[cell] >= 0.5f;

    private float Deviation(StationTemperature station) => _scaling.DeviationAt(_channels.SurfaceTemperature, station.At);
}
