using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.Models;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Decoded members in physical units, with their mean and spread on the levels, at positions and on the grid. Departures of
/// temperatures from the mean are stretched by a factor for each of them and latitude, see <see cref="Model.ModelFolder.SpreadPattern"/>;
/// longwave and precipitation, which have no such factor, are left as they were sampled.
/// </summary>
internal sealed class EnsembleSummary
{
    // Values are shifted by a constant of the size of temperatures and fluxes so that squares lose no digits.
    private const double Shift = 250;
    private readonly int _levelValues;
    private readonly int _cells;
    private readonly List<float[]> _members = [];

    /// <summary>Takes the members.</summary>
    /// <param name="climatology">Grid and scaling.</param>
    /// <param name="time">Time of the analysis.</param>
    /// <param name="factors">Factors on departures of temperatures from their mean, <c>[temperature, latitude]</c>.</param>
    /// <param name="members">Decoded fields of each member: normalised anomalies of all channels, which become physical values in place.</param>
    public EnsembleSummary(ModelClimatology climatology, DateTimeOffset time, float[] factors, IEnumerable<float[]> members)
    {
        _levelValues = climatology.Grid.ValueCount;
        _cells = climatology.Grid.Horizontal.CellCount;
        foreach (var fields in members)
        {
            for (var channel = 0; channel < StateChannels.Of(climatology.Grid).Count; channel++)
            {
                climatology.Scaling.Denormalise(channel, time, fields.AsSpan(channel * _cells, _cells));
            }

            _members.Add(fields);
        }

        SampledSurfaceSpreadK = Field(StateChannels.Of(climatology.Grid).SurfaceTemperature).Spread;
        Stretch(factors, climatology.Grid.Horizontal.Columns);
    }

    /// <summary>Spread of the near-surface temperature as it was sampled, before any factor, K, <c>[latitude, longitude]</c>.</summary>
    public float[] SampledSurfaceSpreadK { get; }

    /// <summary>Mean and spread of the temperature on the levels, K, <c>[level, latitude, longitude]</c>.</summary>
    public (float[] Mean, float[] Spread) Levels() => Summarise(_levelValues, (member, i) => member[i]);

    /// <summary>Temperature of each member on the levels, K.</summary>
    public IReadOnlyList<float[]> Members() => [.. _members.Select(member => member.AsSpan(0, _levelValues).ToArray())];

    /// <summary>Mean and spread of a channel at positions, in the channel's unit.</summary>
    public (float[] Mean, float[] Spread) At(int channel, IReadOnlyList<BilinearStencil> positions) =>
        Summarise(positions.Count, (member, i) => positions[i].Apply(member.AsSpan(channel * _cells, _cells)));

    /// <summary>Mean and spread of the temperature between levels, K.</summary>
    public (float[] Mean, float[] Spread) At(IReadOnlyList<ProfileTemperature> temperatures) =>
        Summarise(temperatures.Count, (member, i) => temperatures[i].Apply(member, _cells));

    /// <summary>Mean and spread of a channel on the grid, in the channel's unit.</summary>
    public (float[] Mean, float[] Spread) Field(int channel) => Summarise(_cells, (member, i) => member[(channel * _cells) + i]);

    private void Stretch(float[] factors, int columns)
    {
        for (var i = 0; i < factors.Length * columns; i++)
        {
            var factor = factors[i / columns];
            var mean = _members.Average(member => member[i] - Shift) + Shift;
            foreach (var member in _members)
            {
                member[i] = (float)(mean + (factor * (member[i] - mean)));
            }
        }
    }

    private (float[] Mean, float[] Spread) Summarise(int count, Func<float[], int, float> value)
    {
        var (sum, squares) = (new double[count], new double[count]);
        foreach (var member in _members)
        {
            for (var i = 0; i < count; i++)
            {
                var shifted = value(member, i) - Shift;
                sum[i] += shifted;
                squares[i] += shifted * shifted;
            }
        }

        var (mean, spread) = (new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            var average = sum[i] / _members.Count;
            mean[i] = (float)(average + Shift);
            spread[i] = (float)Math.Sqrt(Math.Max(0, (squares[i] - (_members.Count * average * average)) / (_members.Count - 1)));
        }

        return (mean, spread);
    }
}
