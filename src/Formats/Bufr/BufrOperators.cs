namespace Slams.Formats.Bufr;

/// <summary>Operators of table C that are in force, and what they make of elements.</summary>
internal sealed class BufrOperators
{
    private readonly Stack<int> _associated = new();
    private int _width, _scale, _increase, _textBytes, _localWidth;

    /// <summary>Bits of the associated field of an element; those of class 31 have none.</summary>
    public int AssociatedBits(int code) => code / 1000 == 31 ? 0 : _associated.Sum();

    /// <summary>Takes an operator.</summary>
    /// <param name="descriptor">2XXYYY.</param>
    /// <param name="text">Characters that stand at its place.</param>
    /// <returns>False when it is none of those that change elements.</returns>
    public bool TryTake(int descriptor, out BufrElement? text)
    {
        text = null;
        var y = descriptor % 1000;
        switch (descriptor / 1000 % 100)
        {
            case 1:
                _width = y == 0 ? 0 : y - 128;
                return true;
            case 2:
                _scale = y == 0 ? 0 : y - 128;
                return true;
            case 4 when y > 0 || _associated.Count > 0:
                if (y > 0)
                {
                    _associated.Push(y);
                }
                else
                {
                    _associated.Pop();
                }

                return true;
            case 5 when y > 0:
                text = new BufrElement(descriptor, BufrElementType.Text, 0, 0, 8 * y);
                return true;
            case 6:
                _localWidth = y;
                return true;
            case 7:
                _increase = y;
                return true;
            case 8:
                _textBytes = y;
                return true;
            default:
                return false;
        }
    }

    /// <summary>An element as it stands in the data.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="known">The element of the tables; null where they have none, which 2 06 YYY allows.</param>
    /// <param name="applied">The element with the operators.</param>
    public bool TryApply(int code, BufrElement? known, out BufrElement applied)
    {
        if (_localWidth > 0)
        {
            applied = new BufrElement(code, known?.Type ?? BufrElementType.Code, known?.Scale ?? 0, known?.Reference ?? 0, _localWidth);
            _localWidth = 0;
            return true;
        }

        applied = known ?? default;
        if (known is not { } element)
        {
            return false;
        }

        if (element.Type == BufrElementType.Text && _textBytes > 0)
        {
            applied = element with { Width = 8 * _textBytes };
        }
        else if (element.Type == BufrElementType.Number && code / 1000 != 31)
        {
            applied = element with
            {
                Width = element.Width + _width + (((10 * _increase) + 2) / 3),
                Scale = element.Scale + _scale + _increase,
                Reference = element.Reference * PowerOfTen(_increase),
            };
        }

        return true;
    }

    private static long PowerOfTen(int exponent)
    {
        var power = 1L;
        for (; exponent > 0 && power < long.MaxValue / 100; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
