using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// The checks that need a field: the background check, and the buddy check among neighbours, which has the last word on what the background
/// check suspects. A pure function: verdicts depend on the innovations and on nothing else, and their order matters for ties alone, and for
/// what rounding makes of them.
/// </summary>
/// <param name="options">Limits; a limit of 0 turns its check off.</param>
/// <param name="unit">Unit for the reasons, for example <c>K</c>.</param>
public sealed class InnovationChecks(InnovationCheckOptions options, string unit)
{
    /// <summary>Judges the innovations of one cycle; verdicts come in their order. One that is not finite passes: it says nothing.</summary>
    public InnovationVerdict[] Judge(IReadOnlyList<Innovation> innovations)
    {
        var suspected = BackgroundCheck.Suspects(innovations, options.BackgroundDeviations);
        if (options.BuddyDeviations == 0)
        {
            return [.. innovations.Select((innovation, i) => suspected[i] ? Refused(innovation, null) : InnovationVerdict.Passed)];
        }

        var buddies = new BuddyCheck(options).Judge(innovations, suspected);
        return [.. innovations.Select((innovation, i) => Verdict(innovation, suspected[i], buddies[i]))];
    }

    private InnovationVerdict Verdict(Innovation innovation, bool suspected, BuddyFinding found) => (suspected, found.Rejected) switch
    {
        (true, true) => Refused(innovation, found),
        (true, false) => new InnovationVerdict(
            QualityFlag.Assimilated,
            Invariant($"departs by {Of(innovation.Departure)} from the background (at most {Size(options.BackgroundDeviations * innovation.Expected)}), ")
            + Invariant($"but {found.Agreeing} of {found.Neighbours} neighbours agree, which make {Of(found.Estimate)} likely")),
        (false, true) => new InnovationVerdict(
            QualityFlag.BuddyDeparture,
            Invariant($"departs by {Of(innovation.Departure)} from the background where {found.Neighbours} neighbours make {Of(found.Estimate)} likely ")
            + Invariant($"(at most {Size(options.BuddyDeviations * found.Error)} apart)")),
        _ => InnovationVerdict.Passed,
    };

    private InnovationVerdict Refused(Innovation innovation, BuddyFinding? found)
    {
        var reason =
            Invariant($"departs by {Of(innovation.Departure)} from the background (at most {Size(options.BackgroundDeviations * innovation.Expected)} ")
            + Invariant($"with errors of {innovation.BackgroundError:0.0#} and {innovation.ObservationError:0.0#} {unit})");
        return new InnovationVerdict(
            QualityFlag.FirstGuessDeparture,
            found is { Neighbours: > 0 } buddies
                ? reason + Invariant($"; {buddies.Agreeing} of {buddies.Neighbours} neighbours agree, which make {Of(buddies.Estimate)} likely")
                : reason);
    }

    private string Of(double value) => Invariant($"{value:+0.0;-0.0;0.0} {unit}");

    private string Size(double value) => Invariant($"{value:0.0} {unit}");
}
