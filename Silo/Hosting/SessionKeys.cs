using System.Text;
using SunGov.Api.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>Session keys as SM3 of the token's text, the same as where sessions are opened.</summary>
internal sealed class SessionKeys(ICrypto crypto) : ISessionKeys
{
    public string KeyOf(string token) => Convert.ToHexStringLower(crypto.Sm3(Encoding.UTF8.GetBytes(token)));
}
