// Turns sources and packages into build/: styles, script, fonts, pictures.
// Called as: node build.mjs <output folder>. Paths inside packages are asked of Node, not guessed.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const out = process.argv[2]
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`))
const put = (from, to) => {
  mkdirSync(dirname(join(out, to)), { recursive: true })
  cpSync(from, join(out, to), { recursive: true })
}

for (const part of ['static', 'fonts', 'test']) rmSync(join(out, part), { recursive: true, force: true })

const style = sass.compile(join(here, 'scss/motcua.scss'), {
  loadPaths: [join(here, 'node_modules')],
  style: 'compressed',
  quietDeps: true,
})
mkdirSync(join(out, 'static/motcua'), { recursive: true })
writeFileSync(join(out, 'static/motcua/motcua.css'), style.css)

await esbuild.build({
  entryPoints: [join(here, 'js/motcua.js')],
  outfile: join(out, 'static/motcua/motcua.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  legalComments: 'none',
  logLevel: 'warning',
})

const screen = folderOf('@fontsource/be-vietnam-pro')
for (const weight of ['400', '600', '700']) {
  for (const subset of ['latin', 'latin-ext', 'vietnamese']) {
    const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`
    put(join(screen, 'files', name), `static/motcua/fonts/${name}`)
  }
}
put(join(screen, 'LICENSE'), 'static/motcua/fonts/LICENSE.txt')

const faces = { Regular: '400Regular', Bold: '700Bold', Italic: '400Regular_Italic', BoldItalic: '700Bold_Italic' }
for (const [family, name] of [['be-vietnam-pro', 'BeVietnamPro'], ['tinos', 'Tinos']]) {
  const folder = folderOf(`@expo-google-fonts/${family}`)
  for (const [face, source] of Object.entries(faces)) {
    put(join(folder, source, `${name}_${source}.ttf`), `fonts/${name}-${face}.ttf`)
  }
  put(join(folder, 'LICENSE_FONT'), `fonts/${name}-LICENSE.txt`)
}
put(join(folderOf('@expo-google-fonts/be-vietnam-pro'), '600SemiBold/BeVietnamPro_600SemiBold.ttf'),
  'fonts/BeVietnamPro-SemiBold.ttf')

put(join(here, 'images'), 'static/motcua/images')
put(join(folderOf('axe-core'), 'axe.min.js'), 'test/axe.min.js')

const size = readFileSync(join(out, 'static/motcua/motcua.css')).length
console.log(`styles ${(size / 1024).toFixed(0)} kB`)
