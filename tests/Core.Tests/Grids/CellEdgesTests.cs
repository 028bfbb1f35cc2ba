using Slams.Core.Grids;

namespace Slams.Core.Tests.Grids;

public sealed class CellEdgesTests
{
    [Fact]
    public void LieHalfWay() => Assert.Equal([-0.5, 0.5, 2, 4], CellEdges.OfCoordinates([0, 1, 3]));

    [Fact]
    public void RowsNextToThePolesReachThem()
    {
        Assert.Equal([-90, -45, 0, 45, 90], CellEdges.OfLatitudes([-67.5, -22.5, 22.5, 67.5]));
        Assert.Equal([-90, -50, 0, 50, 90], CellEdges.OfLatitudes([-80, -20, 20, 80]));
        Assert.Equal([90, 45, -45, -90], CellEdges.OfLatitudes([90, 0, -90]));
    }

    [Fact]
    public void RegionalRowsDoNot() => Assert.Equal([20, 30, 40], CellEdges.OfLatitudes([25, 35]));

    [Fact]
    public void OneCentreHasNoWidth() => Assert.Throws<ArgumentException>(() => CellEdges.OfCoordinates([1]));
}
