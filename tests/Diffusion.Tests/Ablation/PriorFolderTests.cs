using Slams.Diffusion.Ablation;
using Slams.Diffusion.Model;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Ablation;

public sealed class PriorFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slams-priors-").FullName;
    private readonly ModelFolder _model = ModelFolder.Open(BundledModel.Folder);

    [Fact]
    public void A_folder_made_for_the_model_opens()
    {
        PriorFolder.WriteManifest(_folder, Manifest());

        var priors = PriorFolder.Open(_folder, _model);

        Assert.Equal(2, priors.Manifest.Training.Steps);
        Assert.Equal(0.05f, priors.Manifest.Representation.Single().Deviations[1]);
    }

    [Fact]
    public void A_folder_without_priors_is_named() => Refuses("ablation.json is missing");

    [Fact]
    public void An_unreadable_manifest_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, PriorFolder.ManifestName), "{ torn");

        Refuses("cannot be read");
    }

    [Fact]
    public void A_later_format_is_refused()
    {
        PriorFolder.WriteManifest(_folder, Manifest() with { Format = 99 });

        Refuses("format 99");
    }

    [Fact]
    public void A_damaged_network_is_named()
    {
        PriorFolder.WriteManifest(_folder, Manifest());
        File.AppendAllText(Path.Combine(_folder, PriorFolder.NetworkOf(PriorSpace.Latent)), "more");

        Refuses("latent.onnx' is missing or damaged");
    }

    [Fact]
    public void Priors_of_another_autoencoder_are_refused()
    {
        PriorFolder.WriteManifest(_folder, Manifest() with { Autoencoder = new Dictionary<string, string> { [ModelFolder.Decoder] = new string('0', 64) } });

        Refuses("another autoencoder");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Refuses(string words) =>
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => PriorFolder.Open(_folder, _model)).Message, StringComparison.Ordinal);

    private PriorManifest Manifest()
    {
        string[] names = [PriorFolder.NetworkOf(PriorSpace.Pixel), PriorFolder.NetworkOf(PriorSpace.Latent)];
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, name), name);
        }

        return new PriorManifest
        {
            Format = PriorManifest.CurrentFormat,
            Autoencoder = PriorFolder.AutoencoderFiles.ToDictionary(name => name, name => ModelFolder.HashFile(Path.Combine(BundledModel.Folder, name))),
            Files = names.ToDictionary(name => name, name => ModelFolder.HashFile(Path.Combine(_folder, name))),
            Representation = [new RepresentationError(16, [0.04f, 0.05f])],
            Training = new PriorTraining(2, 4, 1, 8, 100, 100),
        };
    }
}
