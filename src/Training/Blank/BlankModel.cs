using System.Globalization;
using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Training.Networks;

namespace Slams.Training.Blank;

/// <summary>
/// A model of any grid with the networks of a trained one, whose weights are random: it costs what a trained one costs and knows nothing. For
/// load tests only, and says so wherever its name goes.
/// </summary>
internal static class BlankModel
{
    /// <summary>The networks halve the grid three times.</summary>
    private const int Multiple = 8;

    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    /// <summary>Name of such a model; every analysis file carries it.</summary>
    public static string IdOf(StateGrid grid) => string.Create(
        CultureInfo.InvariantCulture, $"UNTRAINED-for-load-tests-{grid.Horizontal.Rows}x{grid.Horizontal.Columns}x{grid.PressureLevelsPa.Count}");

    /// <summary>Makes one with fresh weights.</summary>
    /// <param name="grid">Grid and levels of its states.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="InvalidDataException">Rows or columns are no multiple of 8.</exception>
    public static TrainedModel Create(StateGrid grid, int seed)
    {
        if (grid.Horizontal.Rows % Multiple != 0 || grid.Horizontal.Columns % Multiple != 0)
        {
            throw new InvalidDataException($"Rows and columns must be multiples of {Multiple}, not {grid.Horizontal.Rows} and {grid.Horizontal.Columns}.");
        }

        var shapes = new NetworkShapes { StateChannels = StateChannels.Of(grid).Count };
        return new TrainedModel(
            BlankClimatology.Make(grid), shapes, Step,
            Network(Architectures.Encoder(shapes), 0), Network(Architectures.Decoder(shapes), 1),
            Network(Architectures.Analysis(shapes, dropout: 0), 2), Network(Architectures.Denoiser(shapes, dropout: 0), 3),
            [.. Enumerable.Repeat(1f, shapes.WindowChannels)])
        {
            Notes = new Dictionary<string, string>
            {
                ["WARNING"] = "UNTRAINED: random weights and a made-up climatology, for load tests only; its analyses mean nothing",
                ["from"] = "fresh weights, no step of training",
                ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
                ["states"] = "0",
            },
        };

        TorchNetwork Network(NetworkGraph graph, int number) => new(graph, (ulong)(seed + number));
    }

    /// <summary>The card that lies in its folder.</summary>
    public static string Card(TrainedModel model, int seed)
    {
        var grid = model.Climatology.Grid;
        var levels = string.Join(", ", grid.PressureLevelsPa.Select(pa => (pa / 100).ToString(CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # UNTRAINED MODEL: {IdOf(grid)}

            **Nobody has trained this model. Its weights are random numbers (seed {seed}), its climatology is made up. Its analyses mean nothing:
            never publish them, never score them.**

            It is for load tests: its networks have the layers and sizes of trained ones, so a cycle takes as long and as much memory as with a
            trained model of this grid.

            | | |
            |---|---|
            | state | temperature on {grid.PressureLevelsPa.Count} levels ({levels} hPa), near-surface temperature, outgoing longwave flux, precipitation; {grid.Horizontal.Rows} × {grid.Horizontal.Columns} grid |
            | training data | none |
            | training | none |
            | skill | none |

            Made by `slams-train blank`. How to train a model: `slams-train run`.

            """);
    }
}
