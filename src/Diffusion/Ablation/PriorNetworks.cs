using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Ablation;

/// <summary>The networks of both priors and of the autoencoder, loaded on the CPU with one thread per call.</summary>
public sealed class PriorNetworks : IDisposable
{
    private readonly Dictionary<string, OnnxNetwork> _networks = [];

    /// <summary>Loads them.</summary>
    public PriorNetworks(PriorFolder priors, ModelFolder model)
    {
        using (var options = ExecutionProviders.OnCpu(threads: 1))
        {
            foreach (var name in PriorFolder.AutoencoderFiles)
            {
                _networks[name] = new OnnxNetwork(Path.Combine(model.FolderPath, name), options);
            }

            foreach (var space in Enum.GetValues<PriorSpace>())
            {
                foreach (var name in new[] { PriorFolder.NetworkOf(space), PriorFolder.AdjointOf(space) })
                {
                    _networks[name] = new OnnxNetwork(Path.Combine(priors.FolderPath, name), options);
                }
            }
        }
    }

    /// <summary>State to latent frame.</summary>
    public OnnxNetwork Encoder => _networks[ModelFolder.Encoder];

    /// <summary>Latent frame to state.</summary>
    public OnnxNetwork Decoder => _networks[ModelFolder.Decoder];

    /// <summary>The decoder with its adjoint.</summary>
    public OnnxNetwork DecoderAdjoint => _networks[ModelFolder.DecoderAdjoint];

    /// <summary>Velocity of a space.</summary>
    public OnnxNetwork Prior(PriorSpace space) => _networks[PriorFolder.NetworkOf(space)];

    /// <summary>The same with its adjoint.</summary>
    public OnnxNetwork PriorAdjoint(PriorSpace space) => _networks[PriorFolder.AdjointOf(space)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var network in _networks.Values)
        {
            network.Dispose();
        }
    }
}
