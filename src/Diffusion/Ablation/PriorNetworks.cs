using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Ablation;

/// <summary>The networks of both priors and of the autoencoder, loaded on the CPU with one thread per call.</summary>
public sealed class PriorNetworks : IDisposable
{
    private readonly Dictionary<string, OnnxNetwork> _networks = [];
    private readonly Dictionary<string, LinearisedNetwork> _linearised = [];

    /// <summary>Loads them.</summary>
    public PriorNetworks(PriorFolder priors, ModelFolder model)
    {
        using (var options = ExecutionProviders.OnCpu(threads: 1))
        {
            foreach (var name in new[] { ModelFolder.Encoder, ModelFolder.Decoder })
            {
                _networks[name] = new OnnxNetwork(Path.Combine(model.FolderPath, name), options);
            }

            _linearised[ModelFolder.DecoderAdjoint] = new LinearisedNetwork(Path.Combine(model.FolderPath, ModelFolder.DecoderAdjoint), options);
            foreach (var space in Enum.GetValues<PriorSpace>())
            {
                var (network, adjoint) = (PriorFolder.NetworkOf(space), PriorFolder.AdjointOf(space));
                _networks[network] = new OnnxNetwork(Path.Combine(priors.FolderPath, network), options);
                _linearised[adjoint] = new LinearisedNetwork(Path.Combine(priors.FolderPath, adjoint), options);
            }
        }
    }

    /// <summary>State to latent frame.</summary>
    public OnnxNetwork Encoder => _networks[ModelFolder.Encoder];

    /// <summary>Latent frame to state.</summary>
    public OnnxNetwork Decoder => _networks[ModelFolder.Decoder];

    /// <summary>The decoder with its adjoint.</summary>
    public LinearisedNetwork LinearisedDecoder => _linearised[ModelFolder.DecoderAdjoint];

    /// <summary>Velocity of a space.</summary>
    public OnnxNetwork Prior(PriorSpace space) => _networks[PriorFolder.NetworkOf(space)];

    /// <summary>The same with its adjoint.</summary>
    public LinearisedNetwork LinearisedPrior(PriorSpace space) => _linearised[PriorFolder.AdjointOf(space)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in _networks.Values.Concat<IDisposable>(_linearised.Values))
        {
            network.Dispose();
        }
    }
}
