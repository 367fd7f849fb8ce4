
  test("and everything else takes __AN_IDENTIFIER__ in any spelling", async () => {
    const account = await make__ACCOUNT__();
    expect((await login(` ${account.__IDENTIFIER__.toUpperCase()} `)).status).toBe(200);
__TAKEN_SPELLING__
  });
