using Slams.Core.Cycles;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Simulation;

public sealed class FrameSimulatorTests
{
    private static readonly AnalyticTruth Truth = new(10);

    [Fact]
    public void One_fifth_of_the_longitudes_is_unseen_side_by_side_and_the_rest_noisy()
    {
        var simulator = new FrameSimulator(new ObservingSystem(), Truth.Grid.Horizontal, 4);
        var errors = new List<double>();
        var gaps = new HashSet<double>();
        for (var i = 0; i < 10; i++)
        {
            var truth = Truth.OutgoingLongwaveFlux(i);
            var simulated = simulator.Frame(CycleSchedule.SixHourly.CycleAt(Truth.Times[i]), truth);
            var frame = simulated.Frame;
            var columns = frame.Columns;
            Assert.Equal(6, simulated.GapColumns);
            var west = (int)Math.Round(simulated.GapWestDegrees / 12);
            for (var cell = 0; cell < truth.Length; cell++)
            {
                var inGap = ((cell % columns) - west + columns) % columns < 6;
                Assert.Equal(inGap, float.IsNaN(frame.Values[cell]));
                Assert.Equal(inGap ? 0 : 1, frame.ValidFraction[cell]);
                if (!inGap)
                {
                    errors.Add(frame.Values[cell] - truth[cell]);
                }
            }

            gaps.Add(simulated.GapWestDegrees);
            Assert.Equal(Truth.Times[i], frame.Time);
        }

        Assert.Equal(0, errors.Average(), 0.3);
        Assert.Equal(5, Math.Sqrt(errors.Average(e => e * e)), 0.2);
        Assert.True(gaps.Count >= 8, "the gap moves");
    }
}
