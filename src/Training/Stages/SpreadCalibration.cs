using System.Globalization;

namespace Slams.Training.Stages;

/// <summary>
/// The factor by which each channel's spread falls short of the error on states that training never saw: the root of the mean
/// squared departure in units of the spread. Every other block of the validation states is used, so that the result can be
/// judged on the rest.
/// </summary>
public sealed class SpreadCalibration(TrainingContext context, ValidationCycles cycles)
{
    private const double Smallest = 0.5, Largest = 3;

    /// <summary>Measures; one factor for each channel of the window.</summary>
    public float[] Measure(AnalysisPass pass)
    {
        var area = context.AreaWeights(2);
        var sums = new double[context.Shapes.WindowChannels];
        var scored = 0;
        cycles.Run(pass, static block => block % 2 == 0, (batch, mean, logSpread) =>
        {
            var byChannel = (ValidationCycles.SquaredDepartures(batch, mean, logSpread) * area).mean([0, 2, 3]).data<float>().ToArray();
            for (var channel = 0; channel < sums.Length; channel++)
            {
                sums[channel] += byChannel[channel] * batch.Size;
            }

            scored += batch.Size;
        });
        var inflation = sums.Select(sum => (float)Math.Clamp(Math.Sqrt(sum / scored), Smallest, Largest)).ToArray();
        context.Log(string.Create(CultureInfo.InvariantCulture,
            $"inflation: mean {inflation.Average():0.000}, {inflation.Min():0.000} to {inflation.Max():0.000}"));
        return inflation;
    }
}
