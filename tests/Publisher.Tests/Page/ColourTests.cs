using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Page;

public sealed class ColourTests
{
    // What red, green and blue light become to eyes without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1).
    private static readonly Dictionary<string, double[,]> Eyes = new(StringComparer.Ordinal)
    {
        ["all cones"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["no long"] = new double[,] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
        ["no middle"] = new double[,] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
        ["no short"] = new double[,] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
    };

    [Theory]
    [InlineData("temperature")]
    [InlineData("spread")]
    public async Task Sequential_colours_grow_lighter_in_even_steps_for_every_eye(string table)
    {
        var colours = await ColoursAsync(table);

        foreach (var (name, eye) in Eyes)
        {
            var lightness = colours.Select(colour => Lab(colour, eye)[0]).ToArray();
            var steps = Enumerable.Range(0, 15).Select(i => lightness[16 * (i + 1)] - lightness[16 * i]).ToArray();
            var (least, most) = name == "all cones" ? (0.6, 1.5) : (0.35, 1.8);
            Assert.All(steps, step => Assert.InRange(step, least * steps.Average(), most * steps.Average()));
        }
    }

    [Fact]
    public async Task Diverging_colours_are_lightest_in_the_middle_and_their_arms_differ_for_every_eye()
    {
        var colours = await ColoursAsync("departure");

        foreach (var eye in Eyes.Values)
        {
            var seen = colours.Select(colour => Lab(colour, eye)).ToArray();
            for (var i = 0; i < 7; i++)
            {
                Assert.True(seen[(i + 1) * 16][0] > seen[i * 16][0], "lighter towards the middle");
                Assert.True(seen[255 - ((i + 1) * 16)][0] > seen[255 - (i * 16)][0], "from both ends");
            }

            // Ten is told apart at a glance.
            Assert.All(new[] { 0, 32, 64, 80 }, i => Assert.True(Distance(seen[i], seen[255 - i]) > 10));
        }
    }

    private static async Task<double[][]> ColoursAsync(string table)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(publisher.Client.BaseAddress!);
        var bytes = await page.EvaluateAsync<int[]>("async table => [...(await import('./colour.js'))[table]]", table);
        return [.. bytes.Chunk(3).Select(colour => colour.Select(value => Linear(value / 255.0)).ToArray())];
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    // CIE L*a*b* of linear sRGB under D65.
    private static double[] Lab(double[] rgb, double[,] eye)
    {
        var seen = Enumerable.Range(0, 3).Select(i => Math.Clamp((eye[i, 0] * rgb[0]) + (eye[i, 1] * rgb[1]) + (eye[i, 2] * rgb[2]), 0, 1)).ToArray();
        var x = F(((0.4124564 * seen[0]) + (0.3575761 * seen[1]) + (0.1804375 * seen[2])) / 0.95047);
        var y = F((0.2126729 * seen[0]) + (0.7151522 * seen[1]) + (0.0721750 * seen[2]));
        var z = F(((0.0193339 * seen[0]) + (0.1191920 * seen[1]) + (0.9503041 * seen[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());
}
