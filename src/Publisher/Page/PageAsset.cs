namespace Slams.Publisher.Page;

/// <summary>One file of the page.</summary>
internal sealed record PageAsset(byte[] Bytes, string ContentType, string Tag);
