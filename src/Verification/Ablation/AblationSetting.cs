using System.Globalization;
using Slams.Core.Grids;

namespace Slams.Verification.Ablation;

/// <summary>One degradation of the copy.</summary>
/// <param name="Kind">How.</param>
/// <param name="Factor">Cells along a side of a block, or from one point to the next.</param>
/// <param name="Error">Standard deviation of the noise added, in units of each field's own deviation.</param>
public sealed record AblationSetting(Degradation Kind, int Factor, double Error)
{
    /// <summary>Noise where noise is not what is varied.</summary>
    public const double SmallError = 0.1;

    /// <summary>The paper's settings, as far as the grid permits: coarse and thin by 4 to 16, noise of 0.5 to 4 deviations on means of 4.</summary>
    public static IReadOnlyList<AblationSetting> Of(LatLonGrid grid)
    {
        int[] factors = [4, 8, 12, 16];
        double[] noises = [0.5, 1, 2, 4];
        AblationSetting[] all =
        [
            .. factors.Select(factor => new AblationSetting(Degradation.Coarsened, factor, SmallError)),
            .. noises.Select(noise => new AblationSetting(Degradation.Noised, factors[0], noise)),
            .. factors.Select(factor => new AblationSetting(Degradation.Thinned, factor, SmallError)),
        ];
        return [.. all.Where(setting => grid.Rows % setting.Factor == 0 && grid.Columns % setting.Factor == 0)];
    }

    /// <summary>Short name: <c>c</c>, <c>n</c> or <c>g</c> with what is varied.</summary>
    public string Name => Kind switch
    {
        Degradation.Coarsened => string.Create(CultureInfo.InvariantCulture, $"c{Factor}"),
        Degradation.Noised => string.Create(CultureInfo.InvariantCulture, $"n{Error:0.##}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"g{Factor}"),
    };

    /// <summary>The reduction of one field.</summary>
    public CellMeans Means(LatLonGrid grid) => Kind == Degradation.Thinned
        ? CellMeans.EveryNth(grid.Rows, grid.Columns, Factor)
        : CellMeans.Blocks(grid.Rows, grid.Columns, Factor);
}
