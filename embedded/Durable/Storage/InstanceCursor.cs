using System.Text;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// Where a listing goes on: after this creation time and id. As it names a place in the order and not a count of rows, pages
/// neither repeat nor skip while instances come and go.
/// </summary>
internal sealed record InstanceCursor(DateTimeOffset CreatedAt, string InstanceId)
{
    public static InstanceCursor Start { get; } = new(DateTimeOffset.MinValue, "");

    public static InstanceCursor After(InstanceRecord instance) => new(instance.CreatedAt, instance.InstanceId);

    /// <exception cref="ArgumentException">The token was not made by <see cref="ToToken"/>.</exception>
    public static InstanceCursor FromToken(string? token)
    {
        if (string.IsNullOrEmpty(token)) return Start;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length)) throw NotOurs(token);
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('|', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], out var ticks) || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks) throw NotOurs(token);
        return new(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
    }

    public string ToToken() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{CreatedAt.UtcTicks}|{InstanceId}"));

    private static ArgumentException NotOurs(string token) =>
        new($"'{token}' is not a continuation token of this list: hand back the one from the last page, unchanged.", nameof(token));
}
