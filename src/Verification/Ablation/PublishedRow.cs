namespace Slams.Verification.Ablation;

/// <summary>
/// Wasserstein-1 of one model of the paper (SLAMS, arXiv 2404.06665), mean over its ten levels, from its committed result files: ERA5 at 1.5
/// degrees, one sample of eight daily frames. Another data set: to be read beside the table, not against it.
/// </summary>
/// <param name="Model">Name in the paper's code, and what it is.</param>
/// <param name="Means">Distance by setting.</param>
public sealed record PublishedRow(string Model, IReadOnlyList<double> Means)
{
    /// <summary>The paper's settings.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["c4", "c8", "c12", "c15", "c20", "n0.5", "n1", "n2", "n4", "g4", "g8", "g12", "g16"];

    /// <summary>The four models.</summary>
    public static IReadOnlyList<PublishedRow> All { get; } =
    [
        new("sda_0, pixel", [0.0205, 0.0471, 0.1064, 0.1584, 0.4249, 0.0832, 0.1677, 0.2506, 0.5162, 0.0138, 0.0400, 0.0745, 0.4377]),
        new("lsda_0, latent", [0.1840, 0.1830, 0.1735, 0.1791, 0.1863, 0.1764, 0.1921, 0.2136, 0.2078, 0.1876, 0.1851, 0.1874, 0.1877]),
        new("lsda_1, latent, precipitation", [0.1596, 0.1602, 0.1683, 0.1856, 0.1684, 0.1745, 0.1996, 0.2023, 0.3046, 0.1566, 0.1573, 0.1633, 0.1880]),
        new("lsda_2, latent, precipitation, OLR", [0.2040, 0.2053, 0.2109, 0.1829, 0.2057, 0.1875, 0.2103, 0.1950, 0.4462, 0.1819, 0.2423, 0.2586, 0.2357]),
    ];
}
