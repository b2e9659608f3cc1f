using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>Data keys in a process: few, and those in use.</summary>
public sealed class DataKeysAreCached
{
    [Fact]
    public void Never_more_than_allowed_and_what_is_used_stays()
    {
        var cache = new DataKeyCache(TimeProvider.System, TimeSpan.FromMinutes(1), most: 100);
        cache.Add("used", new DataKey("used", [1]));
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"k{i}", new DataKey($"k{i}", [2]));
            Assert.NotNull(cache.Find("used"));
            Assert.InRange(cache.Count, 1, 101);
        }
        Assert.Null(cache.Find("k0"));
    }
}
