using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Samples batches of members of a fixed size, because a network's last bits depend on its batch; a member depends on the seed, its number and what its job holds. Safe to
/// call from several threads.
/// </summary>
internal sealed class MemberSampling(ModelFolder model, AnalystOptions options, ModelNetworks networks, DecodedFields decoder, PosteriorMethod method)
{
    private readonly CosineSchedule _schedule = new();
    private readonly int _cells = model.Climatology.Grid.Horizontal.CellCount;
    private readonly int _windowSize = networks.Denoiser.SampleSize("noised");

    /// <summary>The decoder of a cycle.</summary>
    public WindowDecoder Decoder(float[] mean, float[] logSpread) => new(decoder, mean, logSpread, model.Manifest.Inflation);

    /// <summary>The jobs of a cycle, in the order of their members.</summary>
    /// <param name="conditions">Under which they are done.</param>
    /// <param name="seed">Seed of the cycle.</param>
    /// <param name="members">Members of them all.</param>
    /// <param name="mean">Mean of the latent window.</param>
    /// <param name="logSpread">Log of its spread.</param>
    /// <param name="guided">What guides the samples.</param>
    public IReadOnlyList<MemberJob> Jobs(
        MemberConditions conditions, ulong seed, int members, float[] mean, float[] logSpread, IReadOnlyList<GuidedTemperature> guided) =>
    [
        .. Enumerable.Range(0, (members + MemberJob.Batch - 1) / MemberJob.Batch).Select(batch => new MemberJob
        {
            Conditions = conditions,
            Seed = seed,
            FirstMember = batch * MemberJob.Batch,
            Members = Math.Min(MemberJob.Batch, members - (batch * MemberJob.Batch)),
            Steps = options.Steps,
            GuidanceIterations = options.GuidanceIterations,
            GuidanceLevel = options.GuidanceLevel,
            GuidanceLowestLevel = options.GuidanceLowestLevel,
            Mean = mean,
            LogSpread = logSpread,
            Guided = guided,
        }),
    ];

    /// <summary>Does jobs side by side on threads of this process.</summary>
    public float[][] SampleAll(IReadOnlyList<MemberJob> jobs, int threads, CancellationToken cancellationToken)
    {
        var windows = new IReadOnlyList<float[]>[jobs.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, jobs.Count, parallel, number => windows[number] = Sample(jobs[number], cancellationToken));
        return [.. windows.SelectMany(batch => batch)];
    }

    /// <summary>Does one job.</summary>
    /// <exception cref="InvalidDataException">It is not one for this model.</exception>
    public IReadOnlyList<float[]> Sample(MemberJob job, CancellationToken cancellationToken)
    {
        Check(job);
        var settings = options with
        {
            Steps = job.Steps,
            GuidanceIterations = job.GuidanceIterations,
            GuidanceLevel = job.GuidanceLevel,
            GuidanceLowestLevel = job.GuidanceLowestLevel,
        };
        var guidance = job.Guided.Count == 0
            ? null
            : method.Guidance(settings, new DecodedTemperatureOperator(Decoder(job.Mean, job.LogSpread), job.Guided, _cells));
        var denoiser = new VelocityDenoiser(
            networks.Denoiser, networks.LinearisedDenoiser, _schedule,
            [("condition", [.. job.LogSpread, .. job.Mean]), ("static", model.Climatology.StaticFields)]);
        var states = new float[MemberJob.Batch * _windowSize];
        for (var slot = 0; slot < MemberJob.Batch; slot++)
        {
            CounterRandom.FillNormal(job.Seed, (ulong)(job.FirstMember + slot), states.AsSpan(slot * _windowSize, _windowSize));
        }

        method.Sampler(settings, _schedule).Sample(denoiser, guidance, states, cancellationToken);
        return [.. Enumerable.Range(0, job.Members).Select(slot => states.AsSpan(slot * _windowSize, _windowSize).ToArray())];
    }

    // A job may come from the log, and what is outside the fields would end in an exception of the depths, or worse.
    private void Check(MemberJob job)
    {
        var channels = decoder.FieldsSize / _cells;
        var problem =
            job.Mean.Length != _windowSize || job.LogSpread.Length != _windowSize ? "a window of another size"
            : job.Members is < 1 or > MemberJob.Batch || job.FirstMember < 0 || job.FirstMember % MemberJob.Batch != 0 ? "members that are no batch"
            : job.Steps is < 1 or > AnalystOptions.MostSteps ? "noise levels out of bounds"
            : job.GuidanceIterations is < 1 or > AnalystOptions.MostIterations || job.GuidanceLevel is not (>= 0 and <= 1) || job.GuidanceLowestLevel is not (>= 0 and <= 1) ? "guidance out of bounds"
            : job.Guided.Any(one => !IsWithin(one.At) || one.Channel < 0 || one.Channel >= channels || (one.NextFactor != 0 && one.Channel + 1 >= channels)) ? "a place outside the fields"
            : null;
        if (problem is not null)
        {
            throw new InvalidDataException($"The job is none for this model: {problem}.");
        }
    }

    private bool IsWithin(BilinearStencil at) =>
        new[] { at.SouthWest, at.SouthEast, at.NorthWest, at.NorthEast }.All(cell => cell >= 0 && cell < _cells);
}
