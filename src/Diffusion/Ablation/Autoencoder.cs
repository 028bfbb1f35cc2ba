using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Ablation;

/// <summary>Encoder and decoder one after the other: what the latent space keeps of a state.</summary>
/// <param name="encoder">State to latent frame.</param>
/// <param name="decoder">Latent frame to state.</param>
/// <param name="staticFields">Static fields.</param>
public sealed class Autoencoder(OnnxNetwork encoder, OnnxNetwork decoder, float[] staticFields)
{
    /// <summary>The reconstruction of one state, fields of normalised anomalies.</summary>
    public float[] Reconstruct(float[] fields)
    {
        var latent = new float[encoder.SampleSize("latent")];
        encoder.Run(1, [("state", fields), ("static", staticFields)], [("latent", latent)]);
        var reconstruction = new float[fields.Length];
        decoder.Run(1, [("latent", latent), ("static", staticFields)], [("state", reconstruction)]);
        return reconstruction;
    }
}
