using Slams.Diffusion.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>
/// The denoiser of a whole trajectory, put together from local windows: a frame takes the middle of its window, the first and last k
/// frames those of the first and last window (arXiv 2306.10574, algorithm 2).
/// </summary>
public sealed class LorenzDenoiser(WindowNetwork network, INoiseSchedule schedule, int frames) : IDenoiser
{
    /// <inheritdoc/>
    public int StateSize => frames * LorenzChain.Coordinates;

    /// <inheritdoc/>
    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Clean(Trajectories(noised), t).data<float>().CopyTo(clean);
    }

    /// <inheritdoc/>
    public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        using var scope = NewDisposeScope();
        var input = Trajectories(noised);
        input.requires_grad = true;
        var output = Clean(input, t);
        output.detach().data<float>().CopyTo(clean);
        return new Linearised(this, input.MoveToOuterDisposeScope(), output.MoveToOuterDisposeScope());
    }

    private Tensor Trajectories(ReadOnlySpan<float> states) => tensor(states.ToArray(), [states.Length / StateSize, frames, LorenzChain.Coordinates]);

    private Tensor Clean(Tensor noised, double t)
    {
        var (batch, window, half) = (noised.shape[0], network.Frames, network.Frames / 2);
        var windows = noised.unfold(1, window, 1).permute(0, 1, 3, 2).reshape(-1, window * LorenzChain.Coordinates);
        var embedding = new float[WindowNetwork.Embedding];
        NoiseEmbedding.Fill(t, embedding);
        var velocity = network.Forward(windows, tensor(embedding, [1, embedding.Length]).expand(windows.shape[0], -1))
            .reshape(batch, -1, window, LorenzChain.Coordinates);
        var last = velocity.shape[1] - 1;
        var whole = cat(
            [velocity.select(1, 0).narrow(1, 0, half), velocity.select(2, half), velocity.select(1, last).narrow(1, half + 1, half)], 1);
        using Scalar alpha = schedule.Alpha(t);
        using Scalar minusSigma = -schedule.Sigma(t);
        return noised.mul(alpha).add(whole, minusSigma).contiguous();
    }

    private sealed class Linearised(LorenzDenoiser denoiser, Tensor input, Tensor output) : ILinearisedDenoiser
    {
        public int StateSize => denoiser.StateSize;

        public void ApplyAdjoint(ReadOnlySpan<float> cotangent, Span<float> gradient)
        {
            using var scope = NewDisposeScope();
            var gradients = autograd.grad([output], [input], [denoiser.Trajectories(cotangent)], retain_graph: true);
            gradients[0].contiguous().data<float>().CopyTo(gradient);
        }

        public void Dispose()
        {
            input.Dispose();
            output.Dispose();
        }
    }
}
