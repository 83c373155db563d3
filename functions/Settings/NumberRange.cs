using System.Globalization;

namespace Autocura.Settings;

/// <summary>The numbers that may stand in a setting, both ends included.</summary>
public sealed record NumberRange(double Least, double Most, bool IsWhole = true)
{
    /// <summary>The number that the text says; null when it says none of this range.</summary>
    public double? Read(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Least && number <= Most && (!IsWhole || double.IsInteger(number))
            ? number
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Least:0.##} to {Most:0.##}{(IsWhole ? ", whole" : "")}");
}
