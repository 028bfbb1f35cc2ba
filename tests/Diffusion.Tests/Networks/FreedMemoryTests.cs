using System.Runtime.InteropServices;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Tests.Networks;

public sealed class FreedMemoryTests
{
    [Fact]
    public void The_function_is_found_where_the_c_library_is_glibc()
    {
        var isGlibc = OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);

        Assert.Equal(isGlibc, FreedMemory.GiveBack());
    }
}
