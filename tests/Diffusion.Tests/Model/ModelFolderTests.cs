using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Diffusion.Model;
using Slams.Formats.Models;

namespace Slams.Diffusion.Tests.Model;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slams-model-").FullName;

    [Fact]
    public void A_folder_without_a_model_is_named() => Refuses("model.json is missing");

    [Fact]
    public void An_unreadable_manifest_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, ModelFolder.ManifestName), "{ torn");

        Refuses("cannot be read");
    }

    [Theory]
    [InlineData("inflation")]
    [InlineData("files")]
    [InlineData("id")]
    public void A_manifest_with_null_for_a_value_is_refused(string name)
    {
        ModelFolder.WriteManifest(_folder, Manifest([]));
        var path = Path.Combine(_folder, ModelFolder.ManifestName);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllBytes(path))!;
        manifest[name] = null;
        File.WriteAllText(path, manifest.ToJsonString());

        Refuses("cannot be read");
    }

    [Fact]
    public void A_climatology_without_a_grid_is_refused()
    {
        var path = Path.Combine(_folder, ModelClimatologyFile.FileName);
        WriteClimatology();
        var bytes = File.ReadAllBytes(path);
        // The latitudes, of which both become the same.
        var at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xC0, 0x46, 0x80, 0, 0, 0, 0, 0, 0x40, 0x46, 0x80, 0, 0, 0, 0, 0]);
        bytes[at] = 0x40;
        File.WriteAllBytes(path, bytes);
        ModelFolder.WriteManifest(_folder, Manifest([]));

        Refuses("no climatology of a model");
    }

    [Fact]
    public void A_later_format_is_refused()
    {
        ModelFolder.WriteManifest(_folder, Manifest([]) with { Format = 99 });

        Refuses("format 99");
    }

    [Fact]
    public void An_inflation_that_does_not_fit_the_window_is_refused()
    {
        ModelFolder.WriteManifest(_folder, Manifest([]) with { Inflation = [1, 1, 1] });

        Refuses("inflation");
    }

    [Fact]
    public void An_inflation_that_is_not_positive_is_refused()
    {
        ModelFolder.WriteManifest(_folder, Manifest([]) with { Inflation = [0] });

        Refuses("not positive");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_factor_on_the_carried_spread_that_is_not_positive_is_refused(float factor)
    {
        ModelFolder.WriteManifest(_folder, Manifest([]) with { CarriedSpreadWithoutLongwave = factor });

        Refuses("carriedSpreadWithoutLongwave has a factor that is not positive");
    }

    [Fact]
    public void A_manifest_of_a_format_before_changes_no_carried_spread()
    {
        WriteClimatology();
        ModelFolder.WriteManifest(_folder, Manifest([]) with { Format = 4 });

        Assert.Null(ModelFolder.Open(_folder).Manifest.CarriedSpreadWithoutLongwave);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(6, 7)]
    public void A_pattern_of_the_spread_that_does_not_fit_the_temperatures_is_refused(int annual, int seasonal)
    {
        WriteClimatology();
        ModelFolder.WriteManifest(_folder, Manifest([]) with
        {
            TemperatureSpread = new SpreadPattern { Annual = new float[2 * annual], Seasonal = new float[2 * seasonal] },
        });

        Refuses("temperatureSpread needs two lists of 12");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        ModelFolder.WriteManifest(_folder, Manifest(new() { [ModelFolder.Decoder] = new string('0', 64) }));

        Refuses(ModelFolder.Decoder);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        var path = Path.Combine(_folder, ModelFolder.Decoder);
        File.WriteAllText(path, "whole");
        ModelFolder.WriteManifest(_folder, Manifest(new() { [ModelFolder.Decoder] = ModelFolder.HashFile(path) }));
        File.WriteAllText(path, "holes");

        Refuses("is damaged");
    }

    [Fact]
    public void A_model_other_than_the_pinned_one_is_refused_before_anything_of_it_is_read()
    {
        File.WriteAllText(Path.Combine(_folder, ModelFolder.ManifestName), "not even JSON");

        var exception = Assert.Throws<InvalidDataException>(() => ModelFolder.Open(_folder, new string('0', 64)));

        Assert.Contains("pin the model to 000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pinned_model_is_taken_in_either_case()
    {
        WriteClimatology();
        ModelFolder.WriteManifest(_folder, Manifest([]));
        var hash = ModelFolder.HashFile(Path.Combine(_folder, ModelFolder.ManifestName));

        Assert.Equal(hash, ModelFolder.Open(_folder, hash.ToUpperInvariant()).Hash);
    }

    [Theory]
    [InlineData("../decoder.onnx")]
    [InlineData("/etc/passwd")]
    public void A_manifest_names_files_of_its_folder_only(string name)
    {
        ModelFolder.WriteManifest(_folder, Manifest(new() { [name] = new string('0', 64) }));

        Refuses("which is not a file of the folder");
    }

    [Fact]
    public void A_network_without_a_hash_is_not_loaded()
    {
        WriteClimatology();
        ModelFolder.WriteManifest(_folder, Manifest([]));

        var exception = Assert.Throws<InvalidDataException>(() => ModelFolder.Open(_folder).PathOf(ModelFolder.Decoder));

        Assert.Contains($"has no hash of {ModelFolder.Decoder}", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WriteClimatology()
    {
        using var file = File.Create(Path.Combine(_folder, ModelClimatologyFile.FileName));
        ModelClimatologyFile.Write(file, OneLevel());
    }

    private void Refuses(string saying)
    {
        var exception = Assert.Throws<InvalidDataException>(() => ModelFolder.Open(_folder));
        Assert.Contains(saying, exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder, exception.Message, StringComparison.Ordinal);
    }

    private static ModelClimatology OneLevel()
    {
        var grid = new LatLonGrid([-45, 45], [0, 180]);
        var scaling = new StateScaling(
            [.. Enumerable.Range(0, 4).Select(_ => new HarmonicClimatology(grid, new float[HarmonicClimatology.Terms * grid.CellCount]))],
            [.. Enumerable.Range(0, 4).Select(_ => new float[] { 1, 1 })]);
        return new ModelClimatology(new StateGrid(grid, [50_000]), scaling, new float[grid.CellCount]);
    }

    private static ModelManifest Manifest(SortedDictionary<string, string> files) => new()
    {
        Format = ModelManifest.CurrentFormat,
        Id = "test",
        LatentChannels = 4,
        WindowFrames = 2,
        ObservationCycles = 2,
        CycleHours = 6,
        NoiseEmbedding = 32,
        LowestLogSpread = -4,
        HighestLogSpread = 2,
        Inflation = [1],
        Files = files,
    };
}
