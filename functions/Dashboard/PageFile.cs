namespace Autocura.Dashboard;

/// <summary>One file of the page as it is sent: plain and compressed, with a tag that changes when it does.</summary>
public sealed record PageFile(string ContentType, byte[] Content, byte[] Compressed, string ETag);
