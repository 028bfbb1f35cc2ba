using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.Models;

namespace Slams.Publisher.Tests.Support;

/// <summary>The climatology of a model on the grid of the synthetic analyses, or on another one: warmer at the equator, with a season.</summary>
internal static class SyntheticClimatology
{
    public static ModelClimatology Make(StateGrid grid)
    {
        var channels = StateChannels.Of(grid).Count;
        var cells = grid.Horizontal.CellCount;
        return new ModelClimatology(
            grid,
            new StateScaling(
                [.. Enumerable.Range(0, channels).Select(channel => new HarmonicClimatology(grid.Horizontal, Coefficients(channel)))],
                [.. Enumerable.Range(0, channels).Select(_ => Enumerable.Repeat(1f, grid.Horizontal.Rows).ToArray())]),
            new float[cells]);

        float[] Coefficients(int channel) =>
        [
            .. Enumerable.Range(0, HarmonicClimatology.Terms).SelectMany(term => Enumerable.Range(0, cells).Select(cell =>
            {
                var latitude = grid.Horizontal.LatitudesDegrees[cell / grid.Horizontal.Columns];
                return term == 0 ? 210f + (8 * channel) - (float)(latitude * latitude / 400) : (float)(latitude / (20 * term));
            })),
        ];
    }

    /// <summary>Writes it as the model in a folder.</summary>
    public static void Write(string folder, StateGrid grid)
    {
        using var stream = File.Create(Path.Combine(folder, ModelClimatologyFile.FileName));
        ModelClimatologyFile.Write(stream, Make(grid));
    }
}
