using Slams.Core.Climatology;
using Slams.Core.Randomness;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Networks;
using Slams.Diffusion.Sampling;
using Slams.Formats.Models;

namespace Slams.Diffusion.Ablation;

/// <summary>
/// Samples the posterior of one prior given means over cells: the product's solver and moment-matching guidance, with the observation
/// operator in physical space. Safe to call from several threads.
/// </summary>
public sealed class PriorSampler
{
    private readonly PriorNetworks _networks;
    private readonly ModelClimatology _climatology;
    private readonly PriorSampling _sampling;
    private readonly IReadOnlyList<RepresentationError> _representation;
    private readonly IStateFields _fields;
    private readonly CosineSchedule _schedule = new();

    /// <summary>Makes a sampler.</summary>
    /// <param name="space">Space of the prior.</param>
    /// <param name="networks">Networks; they remain the caller's to dispose.</param>
    /// <param name="climatology">Static fields and scaling.</param>
    /// <param name="representation">What the latent space loses; added to the errors of observations there.</param>
    /// <param name="sampling">How to sample.</param>
    public PriorSampler(
        PriorSpace space, PriorNetworks networks, ModelClimatology climatology, IReadOnlyList<RepresentationError> representation, PriorSampling sampling)
    {
        (Space, _networks, _climatology, _sampling) = (space, networks, climatology, sampling);
        _representation = space == PriorSpace.Latent ? representation : [];
        _fields = space == PriorSpace.Pixel
            ? new PixelFields(networks.Prior(space).SampleSize("noised"))
            : new DecodedFields(networks.Decoder, networks.LinearisedDecoder, climatology.StaticFields);
    }

    /// <summary>Space of the prior.</summary>
    public PriorSpace Space { get; }

    /// <summary>Members as fields of normalised anomalies, <c>[channel, latitude, longitude]</c> each.</summary>
    /// <param name="time">Time of the state, for the calendar.</param>
    /// <param name="observations">Observations; null samples the prior itself.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="seed">Seed of their noise.</param>
    /// <param name="cancellationToken">Ends the sampling between steps.</param>
    public float[][] Sample(DateTimeOffset time, FieldObservations? observations, int members, ulong seed, CancellationToken cancellationToken)
    {
        var denoiser = new VelocityDenoiser(
            _networks.Prior(Space), _networks.LinearisedPrior(Space), _schedule,
            [("static", _climatology.StaticFields), ("calendar", HarmonicClimatology.Basis(time)[1..])]);
        var guidance = observations is null
            ? null
            : new MomentMatchingGuidance(
                new FieldOperator(_fields, WithRepresentation(observations), _climatology.Scaling.Channels), _sampling.Iterations, _sampling.HighestLevel);
        var states = new float[members * denoiser.StateSize];
        for (var member = 0; member < members; member++)
        {
            CounterRandom.FillNormal(seed, (ulong)member, states.AsSpan(member * denoiser.StateSize, denoiser.StateSize));
        }

        new ExponentialSolver(_schedule, new TimeGrid(_sampling.Steps, _sampling.LastLevel)).Sample(denoiser, guidance, states, cancellationToken);
        var fields = _fields.Fields(states);
        return [.. Enumerable.Range(0, members).Select(m => fields.AsSpan(m * _fields.FieldsSize, _fields.FieldsSize).ToArray())];
    }

    private FieldObservations WithRepresentation(FieldObservations observations)
    {
        var lost = _representation.FirstOrDefault(error => error.CellsPerValue == observations.Means.CellsPerValue);
        return lost is null
            ? observations
            : observations with
            {
                Errors = [.. observations.Errors.Select((error, i) => MathF.Sqrt((error * error) + MathF.Pow(lost.Deviations[observations.Channels[i]], 2)))],
            };
    }
}
